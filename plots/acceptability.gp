# The chance of each plan to be the best, by what one customer at the end is worth: a line a plan, thick where it has the
# highest mean.
#     gnuplot -d -c plots/acceptability.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: row worth p_best highest; a block a plan; highest 1 where the plan has the highest mean
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 30; right = 330; top = 84; bottom = 20; inner_left = 60; inner_right = 10; inner_top = 10; inner_bottom = 52
load here."look.gp"

array colour[6] = [blue, vermillion, green, purple, orange, sky]
eval(place(1))
stats DATA using 2 nooutput
set xrange [0:STATS_max]
set yrange [0:1.02]
eval(x_ticks(0, STATS_max, panel_width / 80.0))
unset ytics
set ytics nomirror ("0".percent 0, "20".percent 0.2, "40".percent 0.4, "60".percent 0.6, "80".percent 0.8, "100".percent 1)
set label 2 xlabel at screen X(x0(1) + panel_width / 2), screen Y(y0(1) + panel_height + 40) center font small textcolor rgb soft
set label 903 ylabel at screen X(22), screen Y(y0(1) + panel_height / 2) center rotate font small textcolor rgb soft
# The names at the right end, in the order of their lines, far enough apart to be read.
array end[6]; array order[6]
right_end = STATS_max
do for [r = 1:rows] {
    stats DATA using ($1 == r && $2 == right_end ? $3 : NaN) nooutput
    end[r] = STATS_max; order[r] = r
}
do for [a = 1:rows] { do for [b = 1:rows - 1] {
    if (end[order[b]] > end[order[b + 1]]) { swap_ = order[b]; order[b] = order[b + 1]; order[b + 1] = swap_ }
} }
apart = 24.0 / panel_height
last = -1
do for [a = 1:rows] {
    r = order[a]
    at = end[r] / 1.02 < last + apart ? last + apart : end[r] / 1.02
    last = at
    set label 1000 + r row_title(r, right - 40) at screen X(x0(1) + panel_width + 26), graph at left font small textcolor rgb ink
    set arrow 1000 + r from screen X(x0(1) + panel_width + 8), graph at to screen X(x0(1) + panel_width + 22), graph at nohead linecolor rgb colour[r] linewidth 3
}
plot for [r = 1:rows] DATA using ($1 == r ? $2 : NaN):3 with lines linecolor rgb colour[r] linewidth 1.5, \
     for [r = 1:rows] DATA using ($1 == r && $4 == 1 ? $2 : NaN):3 with lines linecolor rgb colour[r] linewidth 5
set output
