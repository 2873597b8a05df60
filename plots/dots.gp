# Each difference from the baseline as 50 equally likely values of its expected outcome: a row a plan, a dot a value;
# filled where it is better, open where it is worse; beside the row how many are better.
#     gnuplot -d -c plots/dots.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: row x level size better difference; x is the middle of a column of dots, level counts upward within it, size is
# in pixels of the layout; the difference itself is the last. LABELS: number_high 1 and 2 are the ends of the axis.
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 285; top = 108; inner_left = 0; inner_right = 137; inner_top = 8; inner_bottom = 48
load here."look.gp"

eval(place(1))
low = high[1]; upper = high[2]
row_height = panel_height / rows
set xrange [low:upper]
set yrange [panel_height:0]
eval(x_ticks(low, upper, panel_width / 70.0))
unset ytics
set border 1
if (TERMINAL ne "dumb") { set grid xtics noytics }
place_y(row, level, size) = row * row_height - 7 - (level + 0.5) * size
radius(size) = 0.43 * size * (upper - low) / panel_width
set label 911 legend[1] at screen X(32), screen Y(84) left font small textcolor rgb soft \
    point pointtype 7 pointsize 1.3 * dot linecolor rgb blue offset 1.5,(svg ? -0.3 : -0.1)
set label 912 legend[2] at screen X(32 + 52 + text_width(legend[1], small_size)), screen Y(84) left font small textcolor rgb soft \
    point pointtype 6 pointsize 1.3 * dot linecolor rgb vermillion linewidth 1.5 offset 1.5,(svg ? -0.3 : -0.1)
set label 2 xlabel at screen X(x0(1) + panel_width / 2), screen Y(y0(1) + panel_height + 38) center font small textcolor rgb soft
set label 903 ylabel at screen X(24), screen Y(y0(1) + panel_height + 38) left font small textcolor rgb soft
set label 3 legend[3] at screen X(x0(1) + panel_width + 16), screen Y(y0(1) - 6) left font small textcolor rgb soft
do for [r = 1:rows] {
    set label 1000 + r row_title(r, left - 16) at screen X(left - 12), first (r - 0.5) * row_height right font small textcolor rgb ink
    set label 2000 + r mark[r] at screen X(x0(1) + panel_width + 16), first (r - 0.5) * row_height left font medium textcolor rgb ink
    if (r < rows) { set arrow 100 + r from graph 0, first r * row_height to graph 1, first r * row_height nohead linecolor rgb faint linewidth 1 }
}
set arrow 1 from first 0, graph 0 to first 0, graph 1 nohead linecolor rgb ink linewidth 1.5
if (TERMINAL eq "dumb") {
    plot DATA using ($5 == 1 ? $2 : NaN):(place_y($1, $3, $4)) with points pointtype "●", \
         DATA using ($5 == 0 ? $2 : NaN):(place_y($1, $3, $4)) with points pointtype "○"
} else {
    # The ring of a small dot is thin, so that it stays open.
    plot DATA using ($5 == 1 ? $2 : NaN):(place_y($1, $3, $4)):(radius($4)) with circles fillcolor rgb blue fillstyle solid noborder, \
         DATA using ($5 == 0 && $4 >= 6 ? $2 : NaN):(place_y($1, $3, $4)):(0.9 * radius($4)) with circles fillcolor rgb vermillion fillstyle empty border linecolor rgb vermillion linewidth 1.4, \
         DATA using ($5 == 0 && $4 < 6 ? $2 : NaN):(place_y($1, $3, $4)):(0.9 * radius($4)) with circles fillcolor rgb vermillion fillstyle empty border linecolor rgb vermillion linewidth 0.6
}
set output
