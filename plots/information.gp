# What knowing a number before deciding between two plans would be worth: a row a number, the first everything; the lines
# are two errors to either side.
#     gnuplot -d -c plots/information.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: row all worth low high; all is 1 for everything
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 400; top = 88; inner_left = 0; inner_right = 28; inner_top = 0; inner_bottom = 48
load here."look.gp"

set border 1
if (TERMINAL ne "dumb") { set grid xtics noytics }
eval(place(1))
stats DATA using 5 nooutput
upper = STATS_max > 0 ? 1.03 * STATS_max : 1
set xrange [0:upper]
set yrange [rows + 0.6:0.4]
eval(x_ticks(0, upper, panel_width / 70.0))
unset ytics
set label 2 xlabel at screen X(x0(1) + panel_width / 2), screen Y(y0(1) + panel_height + 36) center font small textcolor rgb soft
do for [r = 1:rows] {
    set label 1000 + r row_title(r, left - 16) at screen X(left - 12), first r right font small textcolor rgb ink
}
plot DATA using (0):1:(0):($2 == 1 ? $3 : NaN):($1 - 0.3):($1 + 0.3) with boxxyerror linecolor rgb grey, \
     DATA using (0):1:(0):($2 == 0 ? $3 : NaN):($1 - 0.3):($1 + 0.3) with boxxyerror linecolor rgb green, \
     DATA using 4:1:($5 - $4):(0) with vectors nohead linecolor rgb ink linewidth 1.5
set output
