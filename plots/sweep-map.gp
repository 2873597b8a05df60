# What other values of two numbers bring, a field a cell: blue is better than the plan as it is written, orange worse;
# of three numbers a map for each value of the first.
#     gnuplot -d -c plots/sweep-map.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: panel x y goodness best mark difference; a block a map; goodness -1 to 1, NaN: the cell cannot be; mark: which
# text, 0: none
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 24; right = 16; top = 96; bottom = 34; inner_left = 90; inner_top = 30; inner_bottom = 30
load here."look.gp"

fields = int(to)
field_width = panel_width / fields; field_height = panel_height / (1.0 * rows)
# From the paper to blue and to orange.
hue(t) = t >= 0 ? mix(0, 114, 178, 0.85 * t) : mix(213, 94, 0, -0.85 * t)
# Every how many values there is room for one.
widest = 1
do for [k = 1:fields] { if (strlen(unit[k]) > widest) { widest = strlen(unit[k]) } }
each_x = int(ceil((6.7 * widest + 8) / field_width)); each_x = each_x < 1 ? 1 : each_x
each_y = int(ceil(15 / field_height)); each_y = each_y < 1 ? 1 : each_y
longest = 1
stats DATA using (strlen(mark[$6 > 0 ? int($6) : 2500]) > longest ? (longest = strlen(mark[int($6)]), 0) : 0) nooutput
figures = field_width >= 6.2 * longest + 4 && field_height >= 15
# Ink can be read on all of it.
set label 904 "→ ".xlabel at screen X(left + (width - left - right) / 2), screen Y(height - 16) center font small textcolor rgb ink
set label 903 "↓ ".ylabel at screen X(24), screen Y(88) left font small textcolor rgb ink
unset grid
unset xtics
unset ytics
set border 0
set multiplot
do for [i = 1:panels] {
    eval(place(i))
    set xrange [0.5:fields + 0.5]
    set yrange [rows + 0.5:0.5]
    set label 1 panel_title(i) at screen X(x0(i)), screen Y(y0(i) - 14) left font medium textcolor rgb ink
    do for [r = 1:rows:each_y] {
        set label 1000 + r row_title(r, inner_left - 16) at screen X(x0(i) - 8), first r right font small textcolor rgb soft
    }
    do for [k = 1:fields:each_x] {
        set label 2000 + k unit[k] at first k, screen Y(y0(i) + panel_height + 14) center font small textcolor rgb soft
    }
    plot DATA index i - 1 using 2:3:($2 - 0.49):($2 + 0.49):($3 - 0.48):($3 + 0.48):(hue($4)) with boxxyerror fillstyle solid noborder linecolor rgb variable, \
         DATA index i - 1 using ($5 == 1 ? $2 : NaN):3:($2 - 0.48):($2 + 0.48):($3 - 0.46):($3 + 0.46) with boxxyerror fillstyle empty border rgb ink linecolor rgb ink linewidth 2.5, \
         DATA index i - 1 using (figures && $6 > 0 ? $2 : NaN):3:(mark[$6 > 0 ? int($6) : 2500]) with labels center font small textcolor rgb ink
    eval(frame_off)
}
unset multiplot
set output
