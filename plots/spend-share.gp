# Each channel's part of the spend beside its part of what all channels brought: a row a channel, two bars each.
#     gnuplot -d -c plots/spend-share.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: row spend effect; in percent
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 285; top = 108; inner_left = 0; inner_right = 90; inner_top = 0; inner_bottom = 48
load here."look.gp"

array colour[2] = [stone, water]
at = 32
do for [k = 1:2] {
    set label 910 + k legend[k] at screen X(at), screen Y(84) left font small textcolor rgb soft \
        point pointtype 5 pointsize 1.4 * dot linecolor rgb colour[k] offset 1.5,(svg ? -0.3 : -0.1)
    at = at + 52 + text_width(legend[k], small_size)
}
set border 1
if (TERMINAL ne "dumb") { set grid xtics noytics }
eval(place(1))
stats DATA using ($2 < $3 ? $2 : $3) nooutput
low = STATS_min < 0 ? STATS_min * 1.05 : 0
stats DATA using ($2 > $3 ? $2 : $3) nooutput
upper = STATS_max > 0 ? STATS_max * 1.05 : 1
set xrange [low:upper]
set yrange [rows + 0.5:0.5]
eval(x_ticks(low, upper, panel_width / 80.0))
unset ytics
set label 2 xlabel at screen X(x0(1) + panel_width / 2), screen Y(y0(1) + panel_height + 36) center font small textcolor rgb soft
do for [r = 1:rows] {
    set label 1000 + r row_title(r, left - 16) at screen X(left - 12), first r right font small textcolor rgb ink
}
set arrow 1 from 0, graph 0 to 0, graph 1 nohead linecolor rgb soft linewidth 1
plot DATA using ($2 / 2):1:(0):2:($1 - 0.36):($1 - 0.02) with boxxyerror linecolor rgb colour[1], \
     DATA using ($3 / 2):1:(0):3:($1 + 0.02):($1 + 0.36) with boxxyerror linecolor rgb colour[2], \
     DATA using ($2 > 0 ? $2 : 0):($1 - 0.19):(mark[2 * int($1) - 1]) with labels left offset 0.7,0 font small textcolor rgb ink, \
     DATA using ($3 > 0 ? $3 : 0):($1 + 0.19):(mark[2 * int($1)]) with labels left offset 0.7,0 font small textcolor rgb ink
set output
