# Boxes and ribbons in a plane: what journey.gp and graph.gp draw. Loaded after look.gp; `halo` is 1 where the texts on
# ribbons stand on the paper's colour.
# DATA: kind x y mark lines; kind 0..3 corners of a ribbon (on, back, lost, back to buy), 10..14 of a box (on the way, customer,
# advocate, lost, aside), 20..22 the place of a text (in a box, on a ribbon, above a panel)
array ribbon[4] = [tone("#A9CDE8", "#2C5D85"), tone("#F2CF7E", "#7C621F"), tone("#EDB79C", "#84492A"), tone("#9D98D8", "#544EA8")]
array box[5] = [tone("#DDEBF6", "#1D3C55"), tone("#CDE9DF", "#1B4A3B"), tone("#9FD8C4", "#2A6D57"), tone("#F5DDD0", "#5B3827"), tone("#EEEEEE", "#333C42")]
at = 32
do for [w in "1 4 2 3"] {
    k = int(w)
    if (legend[k] eq "") { continue }
    set label 910 + k legend[k] at screen X(at), screen Y(84) left font small textcolor rgb soft \
        point pointtype 5 pointsize 1.4 * dot linecolor rgb ribbon[k] offset 1.5,(svg ? -0.3 : -0.1)
    at = at + 52 + text_width(legend[k], small_size)
}
set border 0
unset grid
unset xtics
unset ytics
tiny = rows > 1 ? type(12, 9) : small
line_height = (svg ? 19 : 15) * high[2] / panel_height
text(n) = swap(mark[int(n) < 1 ? 1 : int(n)], '\', '\\') # `with labels` reads escapes once more
set style textbox opaque noborder fillcolor rgb paper margins 0.15,0.1
eval(place(1))
# Ribbons have most of the rows: what is not drawn of them is passed over by `every` before anything is computed.
last_ribbon = -1; first_other = 1e9
stats DATA using ($1 < 10 ? (last_ribbon = column(-1), 0) : column(-1) < first_other ? (first_other = column(-1), 0) : 0) nooutput
set xrange [0:high[1]]
set yrange [high[2]:0]
plot for [k = 0:3] DATA every :::0::last_ribbon using ($1 == k ? $2 : NaN):3 with filledcurves closed linecolor rgb ribbon[k + 1] fillstyle transparent solid 0.85 noborder, \
     for [k = 10:14] DATA every :::first_other using ($1 == k ? $2 : NaN):3 with filledcurves closed linecolor rgb box[k - 9] fillstyle solid noborder, \
     for [k = 10:14] DATA every :::first_other using ($1 == k ? $2 : NaN):3 with lines linecolor rgb grey linewidth 1, \
     DATA every :::first_other using ($1 == 21 && !halo ? $2 : NaN):3:(text($4)) with labels font tiny textcolor rgb ink, \
     DATA every :::first_other using ($1 == 21 && halo ? $2 : NaN):3:(text($4)) with labels font tiny textcolor rgb ink boxed, \
     DATA every :::first_other using ($1 == 20 ? $2 : NaN):($3 - ($5 - 1) / 2.0 * line_height):(text($4)) with labels font tiny textcolor rgb ink, \
     DATA every :::first_other using ($1 == 22 ? $2 : NaN):3:(text($4)) with labels left font medium textcolor rgb ink
set output
