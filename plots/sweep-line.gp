# What other values of one number bring: a panel a KPI; line: the mean difference from the plan as it is written, band:
# 90% of the paired runs, signs: how sure it is which is better.
#     gnuplot -d -c plots/sweep-line.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: panel verdict x mean p05 p95; a block a panel; verdict 1 better, 2 worse, 3 not clear
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
top = 108; bottom = 34; inner_left = 56; inner_top = 44
load here."look.gp"

array colour[3] = [blue, vermillion, grey]
array sign[3] = [9, 11, 7]
at = 32
do for [k = 1:3] {
    set label 910 + k legend[k] at screen X(at), screen Y(84) left font small textcolor rgb soft \
        point pointtype sign[k] pointsize dot linecolor rgb colour[k] offset 1.5,(svg ? -0.3 : -0.1)
    at = at + 52 + text_width(legend[k], small_size)
}
set label 914 "– – ".legend[4] at screen X(at), screen Y(84) left font small textcolor rgb soft
set label 904 xlabel at screen 0.5, screen Y(height - 16) center font small textcolor rgb ink
stats DATA using 3 nooutput
left_end = STATS_min; right_end = STATS_max > STATS_min ? STATS_max : STATS_min + 1
pad_x = 0.02 * (right_end - left_end)
set multiplot
do for [i = 1:panels] {
    eval(place(i))
    stats DATA index i - 1 using 5 nooutput
    low = STATS_min < 0 ? STATS_min : 0
    stats DATA index i - 1 using 6 nooutput
    upper = STATS_max > 0 ? STATS_max : 0
    pad = upper > low ? 0.06 * (upper - low) : 1
    set xrange [left_end - pad_x:right_end + pad_x]
    set yrange [low - pad:upper + pad]
    eval(x_ticks(left_end, right_end, panel_width / 62.0))
    eval(y_ticks(low - pad, upper + pad, panel_height / (panel_height < 150 ? 22.0 : 30.0)))
    set label 1 panel_title(i) at screen X(x0(i) - 4), screen Y(y0(i) - 28) left font medium textcolor rgb ink
    set label 2 unit[i] at screen X(x0(i) - 4), screen Y(y0(i) - 11) left font small textcolor rgb soft
    set arrow 1 from graph 0, first 0 to graph 1, first 0 nohead linecolor rgb soft dashtype 2 linewidth 1
    plot DATA index i - 1 using 3:5:6 with filledcurves linecolor rgb band90, \
         DATA index i - 1 using 3:4 with lines linecolor rgb blue linewidth 2, \
         for [v = 1:3] DATA index i - 1 using ($2 == v ? $3 : NaN):4 with points pointtype sign[v] pointsize 1.4 * dot linecolor rgb colour[v]
    eval(frame_off)
}
unset multiplot
set output
