# The verdict against the horizon: a column a plan; above its chance to be better than the baseline if the horizon ended
# there, below the difference with its 90% band; with what comes after in the other colour, where that is told.
#     gnuplot -d -c plots/horizon.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: panel kind time p_better mean p05 p95; a block a plan and kind; kind 0 without, 1 with what comes after
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 30; top = 108; inner_left = 62
load here."look.gp"

set label 911 legend[1] at screen X(32), screen Y(84) left font small textcolor rgb soft \
    point pointtype 5 pointsize 1.4 * dot linecolor rgb blue offset 1.5,(svg ? -0.3 : -0.1)
if (legend[2] ne "") {
    set label 912 legend[2] at screen X(32 + 52 + text_width(legend[1], small_size)), screen Y(84) left font small textcolor rgb soft \
        point pointtype 5 pointsize 1.4 * dot linecolor rgb vermillion offset 1.5,(svg ? -0.3 : -0.1)
}
if (xlabel ne "") { set label 904 xlabel at screen 0.5, screen Y(height - 10) center font small textcolor rgb soft }
plans = panels / 2
set multiplot
do for [i = 1:plans] {
    eval(place(i))
    if (i == 1) { set label 903 legend[3] at screen X(18), screen Y(y0(i) + panel_height / 2) center rotate font small textcolor rgb soft }
    set yrange [0:1.02]
    unset ytics
    set ytics nomirror ("0".percent 0, "50".percent 0.5, "100".percent 1)
    eval(time_axis)
    set label 1 panel_title(i) at screen X(x0(i) - 4), screen Y(y0(i) - 13) left font medium textcolor rgb ink
    set arrow 1 from graph 0, first 0.5 to graph 1, first 0.5 nohead linecolor rgb soft linewidth 1 dashtype 2
    plot DATA index 2 * i - 2 using 3:4 with lines linecolor rgb blue linewidth 2.5, \
         DATA index 2 * i - 1 using 3:4 with linespoints pointtype 7 pointsize dot linecolor rgb vermillion linewidth 2 dashtype 2
    eval(frame_off)
    unset label 903; unset arrow 1

    eval(place(plans + i))
    stats DATA index 2 * i - 2:2 * i - 1 using 6 nooutput
    low = STATS_min < 0 ? STATS_min : 0
    stats DATA index 2 * i - 2:2 * i - 1 using 7 nooutput
    upper = STATS_max > 0 ? STATS_max : 0
    if (upper <= low) { upper = low + 1 }
    pad = 0.05 * (upper - low)
    low = low - pad; upper = upper + pad
    if (i == 1) { set label 903 legend[4] at screen X(18), screen Y(y0(plans + i) + panel_height / 2) center rotate font small textcolor rgb soft }
    set yrange [low:upper]
    eval(y_ticks(low, upper, panel_height / 32.0))
    eval(time_axis)
    set label 1 "" at screen 0, screen 0
    set arrow 1 from graph 0, first 0 to graph 1, first 0 nohead linecolor rgb ink linewidth 1
    plot DATA index 2 * i - 2 using 3:6:7 with filledcurves linecolor rgb band90, \
         DATA index 2 * i - 1 using 3:6 with lines linecolor rgb vermillion linewidth 1 dashtype 3, \
         DATA index 2 * i - 1 using 3:7 with lines linecolor rgb vermillion linewidth 1 dashtype 3, \
         DATA index 2 * i - 2 using 3:5 with lines linecolor rgb blue linewidth 2.5, \
         DATA index 2 * i - 1 using 3:5 with linespoints pointtype 7 pointsize dot linecolor rgb vermillion linewidth 2 dashtype 2
    eval(frame_off)
    unset label 903; unset arrow 1
}
unset multiplot
set output
