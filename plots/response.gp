# What a steady spend does: a panel an effect of a channel on an arrow, each with its own axis; line: median, bands: 50%
# and 90% of the draws; dot: today, ring: the plan.
#     gnuplot -d -c plots/response.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: panel kind spend p05 p25 p50 p75 p95; a block a panel; kind 0 the curve, 1 today, 2 the plan
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
top = 112; inner_left = 56; inner_top = 44; inner_bottom = 50
load here."look.gp"

set label 903 ylabel at screen X(18), screen 0.47 center rotate font small textcolor rgb soft
set label 911 legend[1] at screen X(32), screen Y(84) left font small textcolor rgb soft \
    point pointtype 7 pointsize 1.2 * dot linecolor rgb ink offset 1.5,(svg ? -0.3 : -0.1)
set label 912 legend[2] at screen X(32 + 52 + text_width(legend[1], small_size)), screen Y(84) left font small textcolor rgb soft \
    point pointtype 6 pointsize 1.9 * dot linecolor rgb vermillion linewidth 2 offset 1.5,(svg ? -0.3 : -0.1)
set label 913 legend[3] at screen X(32 + 104 + text_width(legend[1].legend[2], small_size)), screen Y(84) left font small textcolor rgb soft
set multiplot
do for [i = 1:panels] {
    eval(place(i))
    stats DATA index i - 1 using 3 nooutput
    right_end = STATS_max > 0 ? STATS_max : 1
    set xrange [0:right_end]
    stats DATA index i - 1 using 4 nooutput
    low = STATS_min < 0 ? STATS_min : 0
    stats DATA index i - 1 using 8 nooutput
    upper = STATS_max > 0 ? STATS_max : 0
    span = upper > low ? upper - low : 1
    low = low < 0 ? low - 0.05 * span : 0
    upper = upper > 0 || low == 0 ? (upper > low ? upper : 1) + 0.05 * span : 0.05 * span
    set yrange [low:upper]
    eval(x_ticks(0, right_end, panel_width / 70.0))
    eval(y_ticks(low, upper, panel_height / 32.0))
    set label 1 panel_title(i) at screen X(x0(i) - 4), screen Y(y0(i) - 31) left font medium textcolor rgb ink
    set label 3 row_title(i, title_room(i)) at screen X(x0(i) - 4), screen Y(y0(i) - 13) left font small textcolor rgb soft
    set label 2 unit[i] at screen X(x0(i) + panel_width / 2), screen Y(y0(i) + panel_height + 33) center font small textcolor rgb soft
    plot DATA index i - 1 using ($2 == 0 ? $3 : NaN):4:8 with filledcurves linecolor rgb band90, \
         DATA index i - 1 using ($2 == 0 ? $3 : NaN):5:7 with filledcurves linecolor rgb band50, \
         DATA index i - 1 using ($2 == 0 ? $3 : NaN):6 with lines linecolor rgb blue linewidth 2, \
         DATA index i - 1 using ($2 == 1 ? $3 : NaN):6 with points pointtype 7 pointsize 1.2 * dot linecolor rgb ink, \
         DATA index i - 1 using ($2 == 2 ? $3 : NaN):6 with points pointtype 6 pointsize 1.9 * dot linewidth 2 linecolor rgb vermillion
    eval(frame_off)
}
unset multiplot
set output
