# The journey: stages as boxes, flows as ribbons as wide as many took them; a panel a scenario, one scale for all.
#     gnuplot -d -c plots/journey.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT]]
# DATA: panel kind x y mark lines; kind 0..2 corners of a ribbon (on, back, lost), 10..13 of a box (on the way, customer,
# advocate, lost), 20 and 21 the place of a text
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 20; right = 20; top = 96; inner_left = 4; inner_right = 4; inner_top = 24; inner_bottom = 8
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
set style textbox opaque noborder fillcolor rgb "white" margins 0.4,0.4
tiny = columns > 1 ? (svg ? ",12" : ",9") : small
line_height = (svg ? 19 : 15) * (to - from) / panel_height
set multiplot
do for [i = 1:panels] {
    eval(place(i))
    set xrange [0:100]
    set yrange [(to):(from)]
    set label 1 panel[i] at screen X(x0(i) + 8), screen Y(y0(i) - 10) left font medium textcolor rgb ink
    plot for [k = 0:2] DATA using ($1 == i && $2 == k ? $3 : NaN):4 with filledcurves closed linecolor rgb ribbon[k + 1] fillstyle transparent solid 0.85 noborder, \
         for [k = 10:13] DATA using ($1 == i && $2 == k ? $3 : NaN):4 with filledcurves closed linecolor rgb box[k - 9] fillstyle solid noborder, \
         for [k = 10:13] DATA using ($1 == i && $2 == k ? $3 : NaN):4 with lines linecolor rgb grey linewidth 1, \
         DATA using ($1 == i && $2 == 21 ? $3 : NaN):4:(mark[int($5) < 1 ? 1 : int($5)]) with labels font tiny textcolor rgb soft, \
         DATA using ($1 == i && $2 == 20 ? $3 : NaN):($4 - ($6 - 1) / 2.0 * line_height):(mark[int($5) < 1 ? 1 : int($5)]) with labels font tiny textcolor rgb ink
    eval(frame_off)
}
unset multiplot
set output
