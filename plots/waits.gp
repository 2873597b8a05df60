# How long a purchase takes: which part has bought within so many steps, of everybody with its 90% band and of each
# persona; below it how many are still waiting there.
#     gnuplot -d -c plots/waits.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: row step share low high waiting mark, shares in percent; a block a row, the last block the counts at the ticks,
# whose text is mark
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 0; top = 96; bottom = 0; inner_left = 210; inner_right = 60; inner_top = 8; inner_bottom = 0
load here."look.gp"

array colour[7] = [blue, orange, green, purple, vermillion, sky, grey]
row_height = TERMINAL eq "dumb" ? 18 : 22
foot = y0(1) + panel_height - row_height * (rows + 1) - 56 # where the axis stands
table = foot + 62                                         # where the first row of counts stands
half = from; end = to
set xrange [0:end]
set lmargin at screen X(x0(1)); set rmargin at screen X(x0(1) + panel_width)
set tmargin at screen Y(y0(1)); set bmargin at screen Y(foot)
set multiplot
set yrange [0:high[1]]
eval(y_ticks(0, high[1], (foot - y0(1)) / 60.0))
set xtics ("" 0)
do for [k = 0:int(end / since[1])] { set xtics add (sprintf("%d", k * since[1]) k * since[1]) }
set label 903 ylabel at screen X(x0(1) - 52), screen Y(0.5 * (y0(1) + foot)) center rotate font small textcolor rgb soft
set label 904 xlabel at screen X(x0(1) + panel_width / 2), screen Y(foot + 36) center font small textcolor rgb soft
set label 905 legend[1] at screen X(24), screen Y(foot + 36) left font small textcolor rgb soft
do for [r = 1:rows] {
    set label 1000 + r row_title(r, inner_left - 72) at screen X(28), screen Y(table + row_height * (r - 1)) left font small textcolor rgb ink \
        point pointtype 5 pointsize 1.2 * dot linecolor rgb colour[r] offset 1.2,(svg ? -0.3 : -0.1)
}
stats DATA index 0 using ($2 == end ? $3 : NaN) nooutput
bought = STATS_max
set label 1 unit[2] at screen X(x0(1) + panel_width - 12), first (high[1] < 100 ? 0.95 * high[1] : bought < 50 ? 0.5 * (100 + bought) : bought > 90 ? bought - 10 : 95) \
    right font small textcolor rgb ink
if (high[1] >= 100 && bought < 99) { set arrow 3 from end, first bought to end, first 100 nohead linecolor rgb soft dashtype 3 front }
if (half >= 0) {
    set arrow 1 from 0, first 50 to half, first 50 nohead linecolor rgb soft dashtype 3 front
    set arrow 2 from half, first 50 to half, first 0 nohead linecolor rgb soft dashtype 3 front
    if (half > 0.7 * end) { set label 2 unit[1] at half, first 4 right offset -0.8,0 font small textcolor rgb ink }
    else { set label 2 unit[1] at half, first 4 left offset 0.8,0 font small textcolor rgb ink }
}
plot DATA index 0 using 2:4:5 with filledcurves linecolor rgb band90, \
     for [r = 2:rows] DATA index r - 1 using 2:3 with lines linecolor rgb colour[r] linewidth 1.5, \
     DATA index 0 using 2:3 with lines linecolor rgb colour[1] linewidth 2.5
eval(frame_off)
unset label
unset arrow
unset grid
unset xtics
unset ytics
set border 0
set tmargin at screen Y(table - row_height / 2.0)
set bmargin at screen Y(table - row_height / 2.0 + row_height * rows)
set yrange [rows + 0.5:0.5]
plot DATA index rows using 2:1:(mark[int($7)]) with labels center font small textcolor rgb ink
unset multiplot
set output
