# What each customer brings: of 100 customers how many bring so much, the mean as a line; and which part of the profit the
# best bring, beside what luck alone would give them were all alike.
#     gnuplot -d -c plots/value.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: panel from to share mark; a block a panel. Panel 1: a bar from..to, share in percent. Panel 2: best (1, 2, …), its
# profit and by luck, in percent, whose texts are mark and mark + 1
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 20; right = 12; top = 78; bottom = 8; inner_left = 52; inner_right = 24; inner_top = 64; inner_bottom = 46
rigid = 1
load here."look.gp"

set multiplot
eval(place(1))
stats DATA index 0 using 2 nooutput
low = STATS_min
stats DATA index 0 using 3 nooutput
high_end = STATS_max
stats DATA index 0 using 4 nooutput
most = STATS_max > 0 ? 1.12 * STATS_max : 1
set xrange [low:high_end]
set yrange [0:most]
eval(x_ticks(low, high_end, panel_width / 70.0))
eval(y_ticks(0, most, panel_height / 40.0))
set label 1 panel_title(1) at screen X(x0(1) - 4), screen Y(y0(1) - 46) left font medium textcolor rgb ink
set label 2 unit[1] at screen X(x0(1) + panel_width / 2), screen Y(y0(1) + panel_height + 36) center font small textcolor rgb soft
set arrow 1 from from, graph 0 to from, graph 1 nohead linecolor rgb vermillion linewidth 1.5 front
if (from > low + 0.6 * (high_end - low)) { set label 3 xlabel at from, screen Y(y0(1) - 12) right font small textcolor rgb vermillion }
else { set label 3 xlabel at from, screen Y(y0(1) - 12) left font small textcolor rgb vermillion }
plot DATA index 0 using (0.5 * ($2 + $3)):(0.5 * $4):2:3:(0):4 with boxxyerror fillstyle solid border rgb paper linecolor rgb blue
eval(frame_off)
if (panels > 1) {
    unset arrow 1
    unset label 3
    eval(place(2))
    lucky = legend[2] ne "" # else luck gives nothing, and one bar has all the room
    stats DATA index 1 using 3 nooutput
    most = STATS_max > 100 ? 1.1 * STATS_max : 110
    set xrange [0.5:rows + 0.5]
    set yrange [0:most]
    unset xtics
    set grid noxtics ytics
    eval(y_ticks(0, most, panel_height / 50.0))
    set label 1 panel_title(2) at screen X(x0(2) - 4), screen Y(y0(2) - 46) left font medium textcolor rgb ink
    set label 2 unit[2] at screen X(x0(2) - 44), screen Y(y0(2) + panel_height / 2) center rotate font small textcolor rgb soft
    at = x0(2) + 8
    array colour[2] = [blue, grey]
    do for [k = 1:(lucky ? 2 : 1)] {
        set label 910 + k legend[k] at screen X(at), screen Y(y0(2) - 20) left font small textcolor rgb soft \
            point pointtype 5 pointsize 1.4 * dot linecolor rgb colour[k] offset 1.5,(svg ? -0.3 : -0.1)
        at = at + 40 + text_width(legend[k], small_size)
    }
    do for [r = 1:rows] {
        set label 1000 + r row_title(r, panel_width / rows) at first r, screen Y(y0(2) + panel_height + 18) center font small textcolor rgb ink
    }
    shift_ = lucky ? -0.2 : 0
    wide = lucky ? 0.18 : 0.3
    plot DATA index 1 using ($2 + shift_):(0.5 * $3):($2 + shift_ - wide):($2 + shift_ + wide):(0):3 with boxxyerror fillstyle solid noborder linecolor rgb colour[1], \
         DATA index 1 using (lucky ? $2 + 0.2 : NaN):(0.5 * $4):($2 + 0.02):($2 + 0.38):(0):4 with boxxyerror fillstyle solid noborder linecolor rgb colour[2], \
         DATA index 1 using ($2 + shift_):3:(mark[int($5)]) with labels center offset 0,0.6 font small textcolor rgb ink, \
         DATA index 1 using (lucky ? $2 + 0.2 : NaN):4:(mark[int($5) + 1]) with labels center offset 0,0.6 font small textcolor rgb ink
}
unset multiplot
set output
