# Which part of a KPI's variance each number brings: a row a number, above alone, below with all that it does together with
# others; the lines are two errors to either side.
#     gnuplot -d -c plots/indices.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: row first first_low first_high total total_low total_high, in percent
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 400; top = 108; inner_left = 0; inner_right = 28; inner_top = 0; inner_bottom = 48
load here."look.gp"

set label 911 legend[1] at screen X(32), screen Y(84) left font small textcolor rgb soft \
    point pointtype 5 pointsize 1.4 * dot linecolor rgb orange offset 1.5,(svg ? -0.3 : -0.1)
set label 912 legend[2] at screen X(32 + 52 + text_width(legend[1], small_size)), screen Y(84) left font small textcolor rgb soft \
    point pointtype 5 pointsize 1.4 * dot linecolor rgb sky offset 1.5,(svg ? -0.3 : -0.1)
set border 1
if (TERMINAL ne "dumb") { set grid xtics noytics }
eval(place(1))
stats DATA using 4 nooutput
upper = STATS_max
stats DATA using 7 nooutput
if (STATS_records > 0 && STATS_max > upper) { upper = STATS_max }
upper = upper > 100 ? 100 : 1.03 * upper
set xrange [0:upper]
set yrange [rows + 0.6:0.4]
eval(x_ticks(0, upper, panel_width / 70.0))
unset ytics
set label 2 xlabel at screen X(x0(1) + panel_width / 2), screen Y(y0(1) + panel_height + 36) center font small textcolor rgb soft
do for [r = 1:rows] {
    set label 1000 + r row_title(r, left - 16) at screen X(left - 12), first r right font small textcolor rgb ink
}
plot DATA using (0):1:(0):2:($1 - 0.36):($1 - 0.02) with boxxyerror linecolor rgb orange, \
     DATA using (0):1:(0):5:($1 + 0.02):($1 + 0.36) with boxxyerror linecolor rgb sky, \
     DATA using 3:($1 - 0.19):($4 - $3):(0) with vectors nohead linecolor rgb ink linewidth 1.5, \
     DATA using 6:($1 + 0.19):($7 - $6):(0) with vectors nohead linecolor rgb ink linewidth 1.5
set output
