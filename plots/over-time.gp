# Stages, flows and KPIs of several plans over one axis of time: a panel a thing, a line a plan (the median of the runs)
# with its band of 90%.
#     gnuplot -d -c plots/over-time.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: panel plan time p05 p50 p95, a block for each plan of each panel
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
# The key stands above the panels, in as many columns as there is room for.
layout = "key_columns = int((width - 48) / 290.0); key_columns = key_columns < 1 ? 1 : key_columns > rows ? rows : key_columns; \
top = 78 + 20 * int(ceil(rows / (1.0 * key_columns)))"
left = 24
load here."look.gp"
plans = rows
array low[200]
empty = sum [i = 1:200] (low[i] = 0, 0)
stats LABELS using (key("number_low") ? (low[int($2)] = $3, 0) : 0) nooutput

# Seven colours; then the same, dashed. Of letters: seven signs, and no bands, which would hide the lines.
array colours[7] = [blue, orange, green, vermillion, purple, sky, ink]
colour(k) = colours[(k - 1) % 7 + 1]
dashes(k) = k > 7 ? 2 : 1
letters_alone = TERMINAL eq "dumb"
signs = "*#$%@&="
sign_(k) = letters_alone ? signs[(k - 1) % 7 + 1:(k - 1) % 7 + 1]." " : ""
band = plans == 1 ? 0.25 : plans < 4 ? 0.15 : 0.08
key_cell = (width - 48) / (1.0 * key_columns)
key_x(k) = 24 + key_cell * ((k - 1) % key_columns)
key_y(k) = 82 + 20 * ((k - 1) / key_columns)
do for [k = 1:plans] {
    if (!letters_alone) {
        set arrow 600 + k from screen X(key_x(k)), screen Y(key_y(k)) to screen X(key_x(k) + 26), screen Y(key_y(k)) nohead linecolor rgb colour(k) linewidth 3 dashtype dashes(k)
    }
    set label 600 + k sign_(k).row_title(k, key_cell - 50) at screen X(key_x(k) + (letters_alone ? 0 : 34)), screen Y(key_y(k)) left font small textcolor rgb ink
}
if (xlabel ne "") { set label 904 xlabel at screen 0.5, screen Y(height - 10) center font small textcolor rgb soft }
set multiplot
do for [i = 1:panels] {
    eval(place(i))
    set yrange [low[i]:high[i]]
    eval(y_ticks(low[i], high[i], panel_height / 32.0))
    eval(time_axis)
    set label 1 panel_title(i) at screen X(x0(i) - 4), screen Y(y0(i) - 13) left font medium textcolor rgb ink
    if (low[i] < 0) { set arrow 1 from from, first 0 to to, first 0 nohead linecolor rgb ink linewidth 1 front } else { unset arrow 1 }
    if (letters_alone) {
        plot for [k = 1:plans] DATA index (i - 1) * plans + k - 1 using 3:5 with lines linetype (k - 1) % 7 + 1
    } else {
        plot for [k = 1:plans] DATA index (i - 1) * plans + k - 1 using 3:4:6 with filledcurves fillstyle transparent solid band noborder linecolor rgb colour(k), \
             for [k = 1:plans] DATA index (i - 1) * plans + k - 1 using 3:5 with lines linecolor rgb colour(k) linewidth 2 dashtype dashes(k)
    }
    eval(frame_off)
    do for [k = 1:plans] { unset label 600 + k; unset arrow 600 + k }
}
unset multiplot
set output
