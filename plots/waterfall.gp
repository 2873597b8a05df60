# Profit from the baseline to each scenario: a panel a scenario; bars: revenue, cost, spend and their sum, mean
# differences with 90% intervals; one axis for all, so that panels compare.
#     gnuplot -d -c plots/waterfall.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: panel bar kind from to p05 p95; kind 0 loss, 1 gain, 2 the sum
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
inner_left = 56; inner_top = 34; inner_bottom = 34
rigid = 1
load here."look.gp"

array colour[3] = [clay, water, stone]
set label 903 ylabel at screen X(18), screen 0.47 center rotate font small textcolor rgb soft
stats DATA using 6 nooutput
low = STATS_min < 0 ? STATS_min : 0
stats DATA using 7 nooutput
upper = STATS_max > 0 ? STATS_max : 0
stats DATA using 5 nooutput
if (STATS_min < low) { low = STATS_min }
if (STATS_max > upper) { upper = STATS_max }
span = upper > low ? upper - low : 1
upper = upper + 0.13 * span; low = low - 0.04 * span
set style textbox opaque noborder fillcolor rgb paper margins 0.2,0.1
set multiplot
do for [i = 1:panels] {
    eval(place(i))
    set yrange [low:upper]
    set xrange [0.4:4.6]
    eval(y_ticks(low, upper, panel_height / 32.0))
    unset xtics
    set border 2
    set label 1 panel_title(i) at screen X(x0(i) - 4), screen Y(y0(i) - 18) left font medium textcolor rgb ink
    do for [b = 1:4] {
        set label 10 + b safe(row[b]) at b, screen Y(y0(i) + panel_height + 12) center font small textcolor rgb soft
        stats DATA using ($1 == i && $2 == b ? ($7 > $5 ? ($7 > $4 ? $7 : $4) : ($5 > $4 ? $5 : $4)) : NaN) nooutput
        set label 20 + b mark[(i - 1) * 4 + b] at b, first STATS_max center offset 0,0.8 font small textcolor rgb ink boxed
    }
    set arrow 1 from graph 0, first 0 to graph 1, first 0 nohead linecolor rgb soft linewidth 1
    plot DATA using ($1 == i && $2 < 4 ? $2 + 0.32 : NaN):5:(0.36):(0) with vectors nohead linecolor rgb grey linewidth 1, \
         for [k = 0:2] DATA using ($1 == i && $3 == k ? $2 : NaN):(($4 + $5) / 2):($2 - 0.32):($2 + 0.32):4:5 with boxxyerror linecolor rgb colour[k + 1], \
         DATA using ($1 == i ? $2 : NaN):6:(0):($7 - $6) with vectors nohead linecolor rgb ink linewidth 1.5
    eval(frame_off)
}
unset multiplot
set output
