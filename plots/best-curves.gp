# What more or less money brings, with today's and the best amount marked: a panel a channel, or one of the budget.
#     gnuplot -d -c plots/best-curves.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: panel kind x mean p05 p95; a block a panel; kind 0 the line, 1 today, 2 the best plan
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
top = 108; bottom = 34; inner_left = 60; inner_top = 44
load here."look.gp"

array colour[2] = [grey, vermillion]
array sign[2] = [7, 9]
at = 32
do for [k = 1:2] {
    set label 910 + k legend[k] at screen X(at), screen Y(84) left font small textcolor rgb soft \
        point pointtype sign[k] pointsize 1.8 * dot linecolor rgb colour[k] offset 1.5,(svg ? -0.3 : -0.1)
    at = at + 62 + text_width(legend[k], small_size)
}
set label 904 xlabel at screen 0.5, screen Y(height - 16) center font small textcolor rgb ink
set multiplot
do for [i = 1:panels] {
    eval(place(i))
    stats DATA index i - 1 using 3 nooutput
    left_end = STATS_min; right_end = STATS_max > STATS_min ? STATS_max : STATS_min + 1
    pad_x = 0.02 * (right_end - left_end)
    stats DATA index i - 1 using 5 nooutput
    low = STATS_min
    stats DATA index i - 1 using 6 nooutput
    upper = STATS_max
    pad = upper > low ? 0.06 * (upper - low) : 1
    set xrange [left_end - pad_x:right_end + pad_x]
    set yrange [low - pad:upper + pad]
    step = nice(right_end - left_end, panel_width / 70.0)
    eval(x_ticks(step * floor(left_end / step + 1e-9), right_end, panel_width / 70.0))
    eval(y_ticks(low - pad, upper + pad, panel_height / 34.0))
    set label 1 panel_title(i) at screen X(x0(i) - 4), screen Y(y0(i) - 28) left font medium textcolor rgb ink
    set label 2 unit[i] at screen X(x0(i) - 4), screen Y(y0(i) - 11) left font small textcolor rgb soft
    plot DATA index i - 1 using ($2 == 0 ? $3 : NaN):5:6 with filledcurves linecolor rgb band90, \
         DATA index i - 1 using ($2 == 0 ? $3 : NaN):4 with lines linecolor rgb blue linewidth 2, \
         for [k = 1:2] DATA index i - 1 using ($2 == k ? $3 : NaN):4 with points pointtype sign[k] pointsize 2.6 * dot linecolor rgb colour[k]
    eval(frame_off)
}
unset multiplot
set output
