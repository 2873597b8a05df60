# The journey: stages as boxes, flows as ribbons as wide as many took them; a part of the plane a scenario, one scale for
# all.
#     gnuplot -d -c plots/journey.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT]]
# DATA: kind x y mark lines; kind 0..2 corners of a ribbon (on, back, lost), 10..13 of a box (on the way, customer,
# advocate, lost), 20..22 the place of a text (in a box, on a ribbon, above a scenario)
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 20; right = 20; top = 96; bottom = 16; inner_left = 4; inner_right = 4; inner_top = 8; inner_bottom = 0
load here."look.gp"

array ribbon[3] = ["#A9CDE8", "#F2CF7E", "#EDB79C"]
array box[4] = ["#DDEBF6", "#CDE9DF", "#9FD8C4", "#F5DDD0"]
at = 32
do for [k = 1:3] {
    set label 910 + k legend[k] at screen X(at), screen Y(84) left font small textcolor rgb soft \
        point pointtype 5 pointsize 1.4 * dot linecolor rgb ribbon[k] offset 1.5,(svg ? -0.3 : -0.1)
    at = at + 52 + 7 * strlen(legend[k])
}
set border 0
unset grid
unset xtics
unset ytics
tiny = rows > 1 ? (svg ? ",12" : ",9") : small
line_height = (svg ? 19 : 15) * high[2] / panel_height
text(n) = mark[int(n) < 1 ? 1 : int(n)]
eval(place(1))
set xrange [0:high[1]]
set yrange [high[2]:0]
plot for [k = 0:2] DATA using ($1 == k ? $2 : NaN):3 with filledcurves closed linecolor rgb ribbon[k + 1] fillstyle transparent solid 0.85 noborder, \
     for [k = 10:13] DATA using ($1 == k ? $2 : NaN):3 with filledcurves closed linecolor rgb box[k - 9] fillstyle solid noborder, \
     for [k = 10:13] DATA using ($1 == k ? $2 : NaN):3 with lines linecolor rgb grey linewidth 1, \
     DATA using ($1 == 21 ? $2 : NaN):3:(text($4)) with labels font tiny textcolor rgb soft, \
     DATA using ($1 == 20 ? $2 : NaN):($3 - ($5 - 1) / 2.0 * line_height):(text($4)) with labels font tiny textcolor rgb ink, \
     DATA using ($1 == 22 ? $2 : NaN):3:(text($4)) with labels left font medium textcolor rgb ink
set output
