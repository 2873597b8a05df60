# What stood on the path: a row a channel; dot and bar: its part by removal from the chain with 90% of the bootstraps; the
# other marks: its part by other rules.
#     gnuplot -d -c plots/paths.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: row removal p05 p95 shapley first last linear; in percent
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 285; top = 108; inner_left = 0; inner_right = 28; inner_top = 0; inner_bottom = 48
load here."look.gp"

array colour[5] = [ink, green, vermillion, blue, orange]
array sign[5] = [7, 13, 8, 10, 2]
at = 32
do for [k = 1:5] {
    set label 910 + k legend[k] at screen X(at), screen Y(84) left font small textcolor rgb soft \
        point pointtype sign[k] pointsize dot linecolor rgb colour[k] offset 1.5,(svg ? -0.3 : -0.1)
    at = at + 52 + text_width(legend[k], small_size)
}
set border 1
if (TERMINAL ne "dumb") { set grid xtics noytics }
eval(place(1))
stats DATA using 2 nooutput
upper = STATS_max
do for [c = 4:8] {
    stats DATA using c nooutput
    if (STATS_records > 0 && STATS_max > upper) { upper = STATS_max }
}
upper = upper > 0 ? 1.05 * upper : 1
set xrange [-0.02 * upper:upper]
set yrange [rows + 0.5:0.5]
eval(x_ticks(0, upper, panel_width / 80.0))
unset ytics
set label 2 xlabel at screen X(x0(1) + panel_width / 2), screen Y(y0(1) + panel_height + 36) center font small textcolor rgb soft
do for [r = 1:rows] {
    set label 1000 + r row_title(r, left - 16) at screen X(left - 12), first r right font small textcolor rgb ink
}
plot DATA using 3:($1 - 0.12):($4 - $3):(0) with vectors nohead linecolor rgb colour[1] linewidth 2, \
     for [k = 2:5] DATA using (column(k + 3)):($1 + (k == 5 ? 0.24 : 0.12)) with points pointtype sign[k] pointsize 1.4 * dot linewidth 1.5 linecolor rgb colour[k], \
     DATA using 2:($1 - 0.12) with points pointtype sign[1] pointsize 1.5 * dot linecolor rgb colour[1]
set output
