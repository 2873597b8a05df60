# Who stays a customer: a row for those who became customers in one period, a column a period after it; the darker, the
# more of them are customers then.
#     gnuplot -d -c plots/retention.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: entry period share, in percent; NaN: nobody entered
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 8; right = 16; top = 88; bottom = 8; inner_left = 130; inner_right = 8; inner_top = 30; inner_bottom = 44
load here."look.gp"

field_width = panel_width / (1.0 * rows); field_height = panel_height / (1.0 * rows)
hue(t) = mix(0, 114, 178, 0.08 + 0.82 * t / 100.0) # from nearly the paper, which is where nobody entered, to blue
figures = field_width >= 28 && field_height >= 15
each_x = int(ceil(24 / field_width)); each_y = int(ceil(15 / field_height))
each_x = each_x < 1 ? 1 : each_x; each_y = each_y < 1 ? 1 : each_y
set label 904 "→ ".xlabel at screen X(x0(1) + panel_width / 2), screen Y(height - 16) center font small textcolor rgb ink
set label 903 "↓ ".ylabel at screen X(24), screen Y(y0(1) - 14) left font small textcolor rgb ink
unset grid
unset xtics
unset ytics
set border 0
eval(place(1))
set xrange [-0.5:rows - 0.5]
set yrange [rows + 0.5:0.5]
do for [r = 1:rows:each_y] {
    set label 1000 + r row_title(r, inner_left - 10) at screen X(x0(1) - 8), first r right font small textcolor rgb soft
}
do for [k = 0:rows - 1:each_x] {
    set label 2000 + k sprintf("%d", k) at first k, screen Y(y0(1) + panel_height + 14) center font small textcolor rgb soft
}
plot DATA using 2:1:($2 - 0.49):($2 + 0.49):($1 - 0.48):($1 + 0.48):(hue($3)) with boxxyerror fillstyle solid noborder linecolor rgb variable, \
     DATA using (figures && ($3 < 60 || dark) ? $2 : NaN):1:(sprintf("%.0f", $3)) with labels center font small textcolor rgb ink, \
     DATA using (figures && $3 >= 60 && !dark ? $2 : NaN):1:(sprintf("%.0f", $3)) with labels center font small textcolor rgb paper
set output
