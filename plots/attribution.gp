# What a plan comes to, shared out: a row for what is there with nothing on, one for each driver, one for all together;
# bars from what the rows above add up to.
#     gnuplot -d -c plots/attribution.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: row kind from to; kind 0 loss, 1 gain, 2 a sum, 3 of a competitor
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 285; top = 84; inner_left = 0; inner_right = 90; inner_top = 0; inner_bottom = 52
load here."look.gp"

array colour[4] = [clay, water, stone, purple]
set border 1
if (TERMINAL ne "dumb") { set grid xtics noytics }
eval(place(1))
stats DATA using ($3 < $4 ? $3 : $4) nooutput
low = STATS_min < 0 ? STATS_min : 0
stats DATA using ($3 > $4 ? $3 : $4) nooutput
upper = STATS_max > 0 ? STATS_max : 0
span = upper > low ? upper - low : 1
low = low < 0 ? low - 0.03 * span : low; upper = upper + 0.03 * span
set xrange [low:upper]
set yrange [rows + 0.5:0.5]
eval(x_ticks(low, upper, panel_width / 80.0))
unset ytics
set label 2 xlabel at screen X(x0(1) + panel_width / 2), screen Y(y0(1) + panel_height + 40) center font small textcolor rgb soft
do for [r = 1:rows] {
    set label 1000 + r row_title(r, left - 16) at screen X(left - 12), first r right font small textcolor rgb ink
}
set arrow 1 from 0, graph 0 to 0, graph 1 nohead linecolor rgb soft linewidth 1
plot DATA using ($1 < rows ? $4 : NaN):($1 + 0.32):(0):(0.36) with vectors nohead linecolor rgb grey linewidth 1, \
     for [k = 0:3] DATA using ($2 == k ? ($3 + $4) / 2 : NaN):1:3:4:($1 - 0.32):($1 + 0.32) with boxxyerror linecolor rgb colour[k + 1], \
     DATA using ($3 > $4 ? $3 : $4):1:(mark[int($1)]) with labels left offset 0.7,0 font small textcolor rgb ink
set output
