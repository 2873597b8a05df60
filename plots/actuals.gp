# What was seen beside the runs: a panel a column; point: seen (orange: outside the 90% interval), line: the median of the
# runs over the same steps, bands: 50% and 90% of them.
#     gnuplot -d -c plots/actuals.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: panel time actual p05 p25 p50 p75 p95; NaN: nothing was seen
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
inner_left = 56
load here."look.gp"
array low[200]
empty = sum [i = 1:200] (low[i] = 0, 0)
stats LABELS using (key("number_low") ? (low[int($2)] = $3, 0) : 0) nooutput
if (xlabel ne "") { set label 904 xlabel at screen 0.5, screen Y(height - 10) center font small textcolor rgb soft }
# Points small enough to stay apart.
stats DATA index 0 using 2 nooutput
speck = dot * (STATS_records > 150 ? 0.5 : STATS_records > 60 ? 0.7 : 1.0)
set multiplot
do for [i = 1:panels] {
    eval(place(i))
    eval(time_axis)
    set yrange [low[i]:high[i]]
    eval(y_ticks(low[i], high[i], panel_height / 32.0))
    set label 1 panel_title(i) at screen X(x0(i) - 4), screen Y(y0(i) - 13) left font medium textcolor rgb ink
    plot DATA index i - 1 using 2:4:8 with filledcurves linecolor rgb band90, \
         DATA index i - 1 using 2:5:7 with filledcurves linecolor rgb band50, \
         DATA index i - 1 using 2:6 with lines linecolor rgb blue linewidth 1.5, \
         DATA index i - 1 using 2:3 with points pointtype 7 pointsize speck linecolor rgb ink, \
         DATA index i - 1 using 2:($3 < $4 || $3 > $8 ? $3 : NaN) with points pointtype 7 pointsize speck linecolor rgb vermillion
    eval(frame_off)
}
unset multiplot
set output
