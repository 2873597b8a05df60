# What was observed beside what the fit foretells: a panel a series; point: observed, line: median, bands: 50% and 90% of
# runs of the posterior; orange: held out, foretold by a fit that has not seen it.
#     gnuplot -d -c plots/fit.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: panel from time held_out observed p05 p25 p50 p75 p95; a value is of the time between from and time
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
top = 108; inner_left = 56
load here."look.gp"

array shade[3] = [ink, blue, orange]
at = 32
do for [k = 1:3] {
    if (legend[k] ne "") {
        set label 910 + k legend[k] at screen X(at), screen Y(84) left font small textcolor rgb soft \
            point pointtype (k == 1 ? 7 : 5) pointsize (k == 1 ? 1.0 : 1.4) * dot linecolor rgb shade[k] offset 1.5,(svg ? -0.3 : -0.1)
        at = at + 52 + text_width(legend[k], small_size)
    }
}
if (xlabel ne "") { set label 904 xlabel at screen 0.5, screen Y(height - 10) center font small textcolor rgb soft }
# Points small enough to stay apart.
stats DATA index 0 using 3 nooutput
speck = dot * (STATS_records > 150 ? 0.5 : STATS_records > 60 ? 0.7 : 1.0)
set multiplot
do for [i = 1:panels] {
    eval(place(i))
    low = 1e300; upper = -1e300; held = 1e300
    stats DATA index i - 1 using (low = $5 < low ? $5 : low, low = $6 < low ? $6 : low, \
        upper = $5 > upper ? $5 : upper, upper = $10 > upper ? $10 : upper, \
        held = $4 == 1 && $2 < held ? $2 : held, 0) nooutput
    if (upper < low) { low = 0; upper = 1 }
    pad = upper > low ? 0.06 * (upper - low) : abs(upper) > 0 ? 0.1 * abs(upper) : 1
    low = low >= 0 && low - pad < 0.4 * upper ? 0 : low - pad; upper = upper + pad
    eval(time_axis)
    set yrange [low:upper]
    eval(y_ticks(low, upper, panel_height / 32.0))
    # Where the held-out part begins.
    unset object 400
    if (held < 1e300) { set object 400 rectangle from held, graph 0 to to, graph 1 behind fillcolor rgb time_shade fillstyle solid noborder }
    set label 1 panel_title(i) at screen X(x0(i) - 4), screen Y(y0(i) - 13) left font medium textcolor rgb ink
    plot DATA index i - 1 using 3:($4 == 0 ? $6 : NaN):10 with filledcurves linecolor rgb band90, \
         DATA index i - 1 using 3:($4 == 0 ? $7 : NaN):9 with filledcurves linecolor rgb band50, \
         DATA index i - 1 using 3:($4 == 1 ? $6 : NaN):10 with filledcurves linecolor rgb ahead90, \
         DATA index i - 1 using 3:($4 == 1 ? $7 : NaN):9 with filledcurves linecolor rgb ahead50, \
         DATA index i - 1 using 3:($4 == 0 ? $8 : NaN) with lines linecolor rgb blue linewidth 1.5, \
         DATA index i - 1 using 3:($4 == 1 ? $8 : NaN) with lines linecolor rgb ahead linewidth 1.5, \
         DATA index i - 1 using 3:5 with points pointtype 7 pointsize speck linecolor rgb ink
    eval(frame_off)
}
unset multiplot
set output
