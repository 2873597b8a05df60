# What a KPI, or its difference between two plans, hangs on: a row a number, a bar from the KPI with the number at its 5%
# to the KPI with it at its 95%; the line is the KPI's mean.
#     gnuplot -d -c plots/tornado.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: row at_p05 at_p95
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 400; top = 108; inner_left = 0; inner_right = 28; inner_top = 0; inner_bottom = 48
load here."look.gp"

set label 911 legend[1] at screen X(32), screen Y(84) left font small textcolor rgb soft \
    point pointtype 5 pointsize 1.4 * dot linecolor rgb sky offset 1.5,(svg ? -0.3 : -0.1)
set label 912 legend[2] at screen X(32 + 52 + text_width(legend[1], small_size)), screen Y(84) left font small textcolor rgb soft \
    point pointtype 5 pointsize 1.4 * dot linecolor rgb vermillion offset 1.5,(svg ? -0.3 : -0.1)
set border 1
if (TERMINAL ne "dumb") { set grid xtics noytics }
eval(place(1))
stats DATA using ($2 < $3 ? $2 : $3) nooutput
low = STATS_min < from ? STATS_min : from
stats DATA using ($2 > $3 ? $2 : $3) nooutput
upper = STATS_max > from ? STATS_max : from
pad = upper > low ? 0.05 * (upper - low) : 1
set xrange [low - pad:upper + pad]
set yrange [rows + 0.6:0.4]
eval(x_ticks(low - pad, upper + pad, panel_width / 70.0))
unset ytics
set label 2 xlabel at screen X(x0(1) + panel_width / 2), screen Y(y0(1) + panel_height + 36) center font small textcolor rgb soft
do for [r = 1:rows] {
    set label 1000 + r row_title(r, left - 16) at screen X(left - 12), first r right font small textcolor rgb ink
}
set arrow 1 from from, graph 0 to from, graph 1 nohead front linecolor rgb ink linewidth 1
plot DATA using (from):1:(from < $2 ? from : $2):(from < $2 ? $2 : from):($1 - 0.34):($1 + 0.34) with boxxyerror linecolor rgb sky, \
     DATA using (from):1:(from < $3 ? from : $3):(from < $3 ? $3 : from):($1 - 0.34):($1 + 0.34) with boxxyerror linecolor rgb vermillion
set output
