# What each driver brought to what was observed, one on the other: a panel a series; dots: observed.
#     gnuplot -d -c plots/contributions.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: panel band from to below above, a block a band and one of what was observed, panel by panel
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
inner_left = 56; right = 236; top = 84
load here."look.gp"

array low[200]
empty = sum [i = 1:200] (low[i] = 0, 0)
stats LABELS using (key("number_low") ? (low[int($2)] = $3, 0) : 0) nooutput
array colour[8] = [grey, blue, orange, green, sky, purple, vermillion, yellow]
if (xlabel ne "") { set label 904 xlabel at screen 0.5, screen Y(height - 10) center font small textcolor rgb soft }
do for [r = 1:rows] {
    set label 1000 + r key_title(r) at screen X(width - right + 46), screen Y(y0(1) + 16 + 24 * (rows - r)) left font small \
        textcolor rgb ink point pointtype 5 pointsize 1.4 * dot linecolor rgb colour[r] offset 1.5,(svg ? -0.3 : -0.1)
}
set label 1000 legend[1] at screen X(width - right + 46), screen Y(y0(1) + 16 + 24 * rows) left font small textcolor rgb ink \
    point pointtype 7 pointsize dot linecolor rgb ink offset 1.5,(svg ? -0.3 : -0.1)
stats DATA index 0 using 3 nooutput
speck = dot * (STATS_records > 150 ? 0.5 : STATS_records > 60 ? 0.7 : 1.0)
set multiplot
do for [i = 1:panels] {
    eval(place(i))
    eval(time_axis)
    set yrange [low[i]:high[i]]
    eval(y_ticks(low[i], high[i], panel_height / 32.0))
    set label 1 panel_title(i) at screen X(x0(i) - 4), screen Y(y0(i) - 13) left font medium textcolor rgb ink
    plot for [r = 1:rows] DATA index (i - 1) * (rows + 1) + r - 1 using (($3 + $4) / 2):6:3:4:5:6 with boxxyerror linecolor rgb colour[r], \
         DATA index i * (rows + 1) - 1 using (($3 + $4) / 2):6 with points pointtype 7 pointsize speck linecolor rgb ink
    eval(frame_off)
    do for [r = 0:rows] { unset label 1000 + r }
}
unset multiplot
set output
