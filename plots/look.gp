# The common look of polku's charts, and the reading of the label file.
#
# A script is called as
#     gnuplot -d -c plots/NAME.gp DATA LABELS OUT [TERMINAL [WIDTHxHEIGHT [LOOK]]]
# keeps its arguments (DATA, LABELS, OUT, TERMINAL, SIZE, LOOK), loads this file, and draws. Positions are in pixels from
# the upper left corner: X(p), Y(p). Texts come from LABELS only and never stand where gnuplot would read them as a format
# (tic labels, that is): they are put with `set label` or `with labels`.
#
# LOOK is words: dark (a dark ground), transparent (no ground), scale=2 (all is drawn twice as large), dpi=300 (pixels of
# an inch), and last font=NAME. A picture of a size that is asked for (WIDTHxHEIGHT, not auto) is laid out in the size that
# suits the chart, widened to the asked-for shape, and all of it, type, lines, points and margins, is enlarged or reduced
# to fit, and then by the scale: `width` and `height` are of that layout, and `factor` is how many pixels one of its pixels gets.

if (TERMINAL eq "") { TERMINAL = "svg" }
svg = TERMINAL eq "svg"
# The svg terminal begins a picture in the colour that it drew last. So that this is one colour, whatever the same gnuplot
# has drawn before:
if (svg) {
    set terminal svg; set output "/dev/null"; unset key; unset tics; unset border
    plot [0:1] [0:1] 2 linecolor rgb "black"
    unset output; reset
}
set encoding utf8
set datafile separator "\t"
set datafile missing "NaN"

# What the svg terminal would write as it stands, though it may not stand there: `&#x` and `]]>`. Whatever is drawn goes
# through safe() or fit().
swap(s, old, new) = (p_ = strstrt(s, old)) ? s[1:p_ - 1].new.swap(s[p_ + strlen(old):*], old, new) : s
safe(s) = svg ? swap(swap(s, "&#x", "&#x26;#x"), "]]>", "]]&#x3E;") : s

# --- the label file: key, index, text or number -------------------------------------------------------------------
array panel[200]; array unit[200]; array row[200]; array legend[20]; array month[12]; array mark[2500]; array high[200]
array since[60]; array until[60]
title = note = xlabel = ylabel = ""; decimal = "."
width = 1280; height = 720
panels = columns = rows = 1; baseline = dated = from = to = events_shown = 0; events = ""
# Each is empty until the file says otherwise. A sum is one expression, and so much faster than a loop of commands.
empty = sum [i = 1:200] (panel[i] = "", unit[i] = "", row[i] = "", high[i] = 0)
empty = sum [i = 1:2500] (mark[i] = "", 0)
empty = sum [i = 1:20] (legend[i] = "", 0)
empty = sum [i = 1:12] (month[i] = "", 0)
key(k) = strcol(1) eq k
stats LABELS using ( \
    key("title") ? (title = strcol(3), 0) : key("note") ? (note = strcol(3), 0) : \
    key("decimal") ? (decimal = strcol(3), 0) : key("xlabel") ? (xlabel = safe(strcol(3)), 0) : key("ylabel") ? (ylabel = safe(strcol(3)), 0) : \
    key("panel") ? (panel[int($2)] = strcol(3), 0) : key("unit") ? (unit[int($2)] = safe(strcol(3)), 0) : \
    key("row") ? (row[int($2)] = strcol(3), 0) : key("legend") ? (legend[int($2)] = safe(strcol(3)), 0) : \
    key("mark") ? (mark[int($2)] = safe(strcol(3)), 0) : key("month") ? (month[int($2)] = safe(strcol(3)), 0) : \
    key("number_since") ? (since[int($2)] = $3, 0) : key("number_until") ? (until[int($2)] = $3, 0) : \
    key("number_events") ? (events_shown = int($3), 0) : key("events") ? (events = safe(strcol(3)), 0) : \
    key("number_high") ? (high[int($2)] = $3, 0) : \
    key("number_width") ? (width = $3, 0) : key("number_height") ? (height = $3, 0) : \
    key("number_panels") ? (panels = int($3), 0) : key("number_columns") ? (columns = int($3), 0) : \
    key("number_rows") ? (rows = int($3), 0) : key("number_baseline") ? (baseline = int($3), 0) : \
    key("number_dated") ? (dated = int($3), 0) : key("number_from") ? (from = $3, 0) : \
    key("number_to") ? (to = $3, 0) : 0) nooutput

# --- the size: of the layout and of the picture ----------------------------------------------------------------------
factor = 1.0; dpi = 0; font_name = svg ? "sans-serif" : "sans"; listed = LOOK
if (strstrt(LOOK, "font=")) { listed = LOOK[1:strstrt(LOOK, "font=") - 1]; font_name = LOOK[strstrt(LOOK, "font=") + 5:*] }
dark = transparent = 0
do for [w in listed] {
    if (w eq "dark") { dark = 1 }
    if (w eq "transparent") { transparent = 1 }
    if (w[1:6] eq "scale=") { factor = real(w[7:*]) }
    if (w[1:4] eq "dpi=") { dpi = int(w[5:*]) }
}
if (TERMINAL eq "dumb") { factor = 1.0 }
by_size = strstrt(SIZE, "x") > 1
if (!by_size && TERMINAL eq "png" && dpi > 0) { factor = factor * dpi / 96.0 }
picture_width = int(factor * width + 0.5); picture_height = int(factor * height + 0.5)
if (by_size) {
    picture_width = int(factor * int(SIZE[1:strstrt(SIZE, "x") - 1]) + 0.5); picture_height = int(factor * int(SIZE[strstrt(SIZE, "x") + 1:]) + 0.5)
    fitting = 1.0 * picture_width / width < 1.0 * picture_height / height ? 1.0 * picture_width / width : 1.0 * picture_height / height
    # On a phone the layout is as much smaller, down to seven tenths, as small letters need to have 7 pixels; not of a
    # chart that needs its room (`rigid`, which a script may set).
    legible = exists("rigid") ? fitting : fitting / 0.7 < 7.0 / 13 ? fitting / 0.7 : 7.0 / 13
    # Letters are not drawn smaller, nor is what a terminal shows.
    factor = TERMINAL eq "dumb" ? 1.0 : TERMINAL eq "sixel" && fitting < factor ? factor : fitting > legible ? fitting : legible
}
width = picture_width / factor; height = picture_height / factor
inch = by_size && dpi > 0 ? 1.0 * dpi : 96.0

# --- colours: Okabe and Ito (2008), told apart by colour-blind eyes too; on a dark ground lighter ----------------------
tone(light, on_dark) = dark ? on_dark : light
paper = tone("white", "#14181B")
ink = tone("#222222", "#E8EBED"); soft = tone("#666666", "#A8B3BB"); faint = tone("#DDDDDD", "#323B41")
orange = tone("#E69F00", "#EBB030"); sky = tone("#56B4E9", "#8FD0F6"); green = tone("#009E73", "#2CC598")
yellow = "#F0E442"; blue = tone("#0072B2", "#3E9FDE"); vermillion = tone("#D55E00", "#F28A45")
purple = tone("#CC79A7", "#DD93BC"); grey = tone("#999999", "#8E989F"); olive = tone("#7A7A00", "#B5B53C")
light_grey = tone("#C8C8C8", "#5B656C")
band90 = tone("#BFDCEE", "#1D3F57"); band50 = tone("#7DB8DC", "#2F658B")           # of the runs
ahead90 = tone("#F9E2B3", "#453612"); ahead50 = tone("#F0C25C", "#7D5F17"); ahead = tone("#B87800", "#EBB030")
trough = tone("#EEF3F7", "#222B31"); time_shade = tone("#F4F4F4", "#1D2327"); event_shade = tone("#E4E4E4", "#2A3238")
sand = tone("#F3CD7A", "#80651F"); clay = tone("#E58A4B", "#D0783A"); water = tone("#4A9CCB", "#4A9CCB")
stone = tone("#8C8C8C", "#8C969D"); light_blue = tone("#8FC1E3", "#3B78A3"); light_clay = tone("#EDB183", "#A9612E")
# A mix of the paper and of a colour (red, green, blue), `part` of it from 0 to 1, for `linecolor rgb variable`.
ground(channel) = dark ? (channel == 1 ? 20 : channel == 2 ? 24 : 27) : 255
channel_(channel, full, part) = int(ground(channel) + (full - ground(channel)) * part)
mix(r, g, b, part) = channel_(1, r, part) * 65536 + channel_(2, g, part) * 256 + channel_(3, b, part)

# --- the terminal --------------------------------------------------------------------------------------------------
# type(svg's size, that of the others): in layout pixels and points. What enlarges type is `fontscale`; the svg terminal's
# leaves texts where smaller ones would stand, so it gets larger fonts. `dot` enlarges points where `pointscale` is missing.
type(pixels, points) = svg ? sprintf(",%.6g", factor * pixels) : sprintf(",%.6g", points)
base_font = font_name.type(13, 9.5)
cover = transparent ? "" : " background paper"
if (svg) { eval("set terminal svg size picture_width,picture_height font base_font noenhanced linewidth factor".cover) }
if (TERMINAL eq "png") { eval("set terminal pngcairo size picture_width,picture_height font base_font noenhanced fontscale factor linewidth factor pointscale factor".(transparent ? " transparent" : cover)) }
if (TERMINAL eq "pdf") {
    page = factor * 96.0 / inch
    # It counts 96 of its points to an inch of 72.
    eval("set terminal pdfcairo size picture_width / inch,picture_height / inch font base_font noenhanced fontscale 0.75 * page linewidth page pointscale 0.75 * page".(transparent ? " transparent" : cover))
}
if (TERMINAL eq "sixel") { eval("set terminal sixelgd size picture_width,picture_height font base_font noenhanced fontscale factor linewidth factor truecolor".(transparent ? " transparent" : cover)) }
if (TERMINAL eq "dumb") { set terminal dumb size width / 9,height / 18 noenhanced }
set output OUT

# --- places and sizes ----------------------------------------------------------------------------------------------
X(p) = p / (1.0 * width)
Y(p) = 1 - p / (1.0 * height)
# How wide a letter is, in parts of the size of type, in the manner of DejaVu Sans; and a text, in pixels of layout. Of
# letters (dumb) all are as wide.
big_size = 22; medium_size = 15; small_size = 13; tiny_size = 11
wide_(c) = TERMINAL eq "dumb" ? 0.515 : strstrt("ijlI|'", c) ? 0.29 : strstrt("  .,:;!tfr()[]/-·", c) ? 0.38 : \
    strstrt("mMwW@%&…→−×=+<>", c) ? 0.92 : strstrt("ABCDEFGHJKLNOPQRSTUVXYZÄÖÅ", c) ? 0.71 : 0.62
text_width(s, size) = (w_ = 0.0, sum [c_ = 1:strlen(s)] (w_ = w_ + wide_(s[c_:c_]), 0), size * w_)
# How many letters of a text stand in so many pixels; all, or those before an ellipsis.
within(s, pixels, size) = (w_ = 0.0, sum [c_ = 1:strlen(s)] (w_ = w_ + wide_(s[c_:c_]), size * w_ <= pixels))
kept(s, pixels, size) = within(s, pixels, size) == strlen(s) ? strlen(s) : within(s, pixels - size * wide_("…"), size)
cut_(s, n) = n >= strlen(s) ? s : n < 1 ? "" : s[1:n]."…"
short(s, pixels, size) = cut_(s, kept(s, pixels, size))
# A text that fits into so many pixels: whole, or cut with an ellipsis.
fit(s, pixels, size) = safe(short(s, pixels, size))
# Of panel i (row i), of which n letters are kept, how many letters it shares, from the beginning, with another that would
# be cut to the same; 0: none would. What is shown of it then are its beginning, an ellipsis and what follows from there,
# from its word's beginning where that is near.
far(s, t) = sum [k_ = 1:strlen(s)] (s[1:k_] eq t[1:k_])
meets(s, t, n) = t ne "" && t ne s && strlen(t) > n && s[1:n] eq t[1:n] ? far(s, t) : 0
turn_panel(i, n) = (m_ = 0, strlen(panel[i]) <= n ? 0 : \
    sum [j_ = 1:200] (f_ = meets(panel[i], panel[j_], n), m_ = f_ > m_ ? f_ : m_, 0), m_)
turn_row(i, n) = (m_ = 0, strlen(row[i]) <= n ? 0 : \
    sum [j_ = 1:200] (f_ = meets(row[i], row[j_], n), m_ = f_ > m_ ? f_ : m_, 0), m_)
start_(s, n, back) = back > 8 || n < 1 ? n + back : s[n:n] eq " " || s[n:n] eq "…" ? n : start_(s, n - 1, back + 1)
fit_apart(s, turn, pixels, size) = turn == 0 || pixels < 4 * size ? fit(s, pixels, size) : \
    (t_ = short(s[start_(s, turn, 0) + 1:*], pixels / 2, size), \
    safe(s[1:within(s, pixels - text_width("…".t_, size), size)]."…".t_))
big = type(big_size, 16); medium = type(medium_size, 11); small = type(small_size, 9.5); tiny = type(tiny_size, 8.2)
dot = svg ? 0.6 * factor : TERMINAL eq "sixel" ? factor : 1
set border 3 linecolor rgb soft linewidth 1
set tics nomirror scale 0.5 textcolor rgb soft font small
set xtics offset 0,(svg ? 0.3 : 0)
set grid xtics ytics linetype 1 linecolor rgb faint linewidth 0.7
if (TERMINAL eq "dumb") { unset grid } # of letters, it would hide what is drawn
unset key
set style fill solid noborder
set label 901 fit(title, width - 40, big_size) at screen X(24), screen Y(30) left font big textcolor rgb ink
# Beside the note stands what the bands of the axis of time are.
events_room = 0.5 * width - 40 < text_width(events, small_size) ? 0.5 * width - 40 : text_width(events, small_size)
set label 902 fit(note, width - 40 - (events eq "" ? 0 : events_room + 20), small_size) at screen X(24), screen Y(58) left font small textcolor rgb soft

# --- numbers on axes -----------------------------------------------------------------------------------------------
# A step of 1, 2 or 5 times a power of ten that makes at most n parts of r.
ten(s) = 10.0 ** floor(log10(s) + 1e-9)
nice(r, n) = r <= 0 ? 1 : (s_ = r / (n < 2.0 ? 2.0 : 1.0 * n), p_ = ten(s_), m_ = s_ / p_, \
    (m_ <= 1.0001 ? 1 : m_ <= 2 ? 2 : m_ <= 5 ? 5 : 10) * p_)
# The text of a tick: -5000 as −5,000 (−5 000); where the largest of its axis is 10,000 or more, all of the axis are in
# the unit of that one: 0, 5k, 10k; 0.5M (0,5M), 1M.
marked(s) = (p_ = strstrt(s, ".")) && decimal ne "." ? s[1:p_ - 1].decimal.s[p_ + 1:*] : s
thousands(s) = strlen(s) == 4 && s[1:1] ne "0" && !strstrt(s, ".") ? s[1:1].(decimal eq "." ? "," : " ").s[2:4] : s
tick_unit(v) = v >= 0.999e9 ? 1e9 : v >= 0.999e6 ? 1e6 : v >= 0.999e4 ? 1e3 : 1
unit_letter(u) = u == 1e9 ? "G" : u == 1e6 ? "M" : u == 1e3 ? "k" : ""
plain(v, u) = abs(v) < 1e-12 ? "0" : (v < 0 ? "−" : "").marked(thousands(sprintf("%g", abs(v) / (1.0 * u)))).unit_letter(u)

# What follows the number of a tick in percent: tick texts are formats.
percent = decimal eq "," ? " %%" : "%%"

# --- a grid of panels --------------------------------------------------------------------------------------------------
# A script may set these, in pixels, before it loads this file: what is kept free around all panels (left, right, top,
# bottom) and around each within its cell (inner_*); or `layout`, commands that set some of them by width and height.
if (exists("layout")) { eval(layout) }
if (!exists("left")) { left = 40 }
if (!exists("right")) { right = 8 }
if (!exists("top")) { top = 78 }
if (!exists("bottom")) { bottom = 12 }
if (!exists("inner_left")) { inner_left = 48 }
if (!exists("inner_right")) { inner_right = 14 }
if (!exists("inner_top")) { inner_top = 26 }
if (!exists("inner_bottom")) { inner_bottom = 40 }
grid_rows = int(ceil(panels / (1.0 * columns)))
cell_width = (width - left - right) / (1.0 * columns)
cell_height = (height - top - bottom) / (1.0 * grid_rows)
panel_width = cell_width - inner_left - inner_right
panel_height = cell_height - inner_top - inner_bottom
column_of(i) = (i - 1) % columns
x0(i) = left + cell_width * column_of(i) + inner_left
y0(i) = top + cell_height * ((i - 1) / columns) + inner_top
# The title of panel i, cut where it would run into the next.
title_room(i) = column_of(i) == columns - 1 ? width - x0(i) - 4 : cell_width - 10
panel_fit(i, pixels, size) = fit_apart(panel[i], turn_panel(i, kept(panel[i], pixels, size)), pixels, size)
panel_title(i) = panel_fit(i, title_room(i), medium_size)
row_title(i, pixels) = fit_apart(row[i], turn_row(i, kept(row[i], pixels, small_size)), pixels, small_size)
# The name of row r in a key right of the panels, behind its square.
key_title(r) = row_title(r, right - 76)
# eval(place(i)): the margins of panel i, and ranges that let `stats` see all data.
place(i) = sprintf("set lmargin at screen %.6f; set rmargin at screen %.6f; set tmargin at screen %.6f; \
set bmargin at screen %.6f; set xrange [*:*]; set yrange [*:*]", \
    X(x0(i)), X(x0(i) + panel_width), Y(y0(i)), Y(y0(i) + panel_height))
# eval(x_ticks(low, high, n)): about n ticks with short numbers; eval(y_ticks(...)) likewise.
first_tick(low, step) = int(ceil(low / step - 1e-9))
last_tick(high, step) = int(floor(high / step + 1e-9))
larger(a, b) = abs(a) > abs(b) ? abs(a) : abs(b)
ticks_(axis, low, high, step) = sprintf("t_step = %.15g; t_unit = %.15g; set %stics (\"\" %.15g); \
do for [t_ = %d:%d] { set %stics add (plain(t_ * t_step, t_unit) t_ * t_step) }", step, \
    tick_unit(step * larger(first_tick(low, step), last_tick(high, step))), axis, low, \
    first_tick(low, step), last_tick(high, step), axis)
# A step that the six digits of a tick show.
six_digits(step, most) = most > 0 && step < 1e-5 * ten(most) ? 1e-5 * ten(most) : step
step_(low, high, n) = (d_ = six_digits(nice(high - low, n), abs(larger(low, high))), d_ < 1e-12 ? 1e-12 : d_)
x_ticks(low, high, n) = ticks_("x", low, high, step_(low, high, n))
y_ticks(low, high, n) = ticks_("y", low, high, step_(low, high, n))
# eval(frame_off): title and note belong to the first panel only.
frame_off = "unset label 901; unset label 902; unset label 903; unset label 904; unset label 905; do for [k_ = 911:930] { unset label k_ }"

# --- ticks of time, at most one in 42 pixels or in the longest month: tick_at[1..ticks] in seconds or steps, tick_text[] ---
tick_room = 42
do for [i = 1:12] { if (text_width(month[i], small_size) + 8 > tick_room) { tick_room = text_width(month[i], small_size) + 8 } }
array tick_at[1000]; array tick_text[1000]; ticks = 0
array tick_months[9] = [1, 2, 3, 6, 12, 24, 60, 120, 600]
month_of(n) = strptime("%Y-%m-%d", sprintf("%d-%d-01", n / 12, n % 12 + 1))
months_shown = (to - from) / (86400 * 30.4375)
if (to > from && !dated) {
    tick_step = nice(to - from, panel_width / 42.0)
    tick_step = tick_step < 1 ? 1 : tick_step
    do for [k = int(ceil(from / tick_step)):int(floor(to / tick_step))] {
        ticks = ticks + 1
        tick_at[ticks] = k * tick_step
        tick_text[ticks] = sprintf("%d", k * tick_step)
    }
}
if (to > from && dated && months_shown < 2.5) {
    tick_days = 1
    do for [d in "2 7 14 28"] { if ((to - from) / 86400 / tick_days * 30 > panel_width) { tick_days = int(d) } }
    do for [k = 0:int((to - from) / 86400 / tick_days)] {
        ticks = ticks + 1
        tick_at[ticks] = from + 86400 * tick_days * k
        day = int(tm_mday(tick_at[ticks]))
        tick_text[ticks] = k == 0 || day <= tick_days ? sprintf("%d\n%s", day, month[int(tm_mon(tick_at[ticks])) + 1]) : sprintf("%d", day)
    }
}
if (to > from && dated && months_shown >= 2.5) {
    jump = 1200
    do for [j = 1:9] { if (months_shown / tick_months[10 - j] * tick_room <= panel_width) { jump = tick_months[10 - j] } }
    first = int(tm_year(from)) * 12 + int(tm_mon(from)) + (tm_mday(from) > 1 ? 1 : 0)
    last = int(tm_year(to)) * 12 + int(tm_mon(to))
    do for [k = int(ceil(first / (1.0 * jump))):last / jump] {
        ticks = ticks + 1
        n = k * jump
        tick_at[ticks] = month_of(n)
        tick_text[ticks] = jump >= 12 ? sprintf("%d", n / 12) : ticks == 1 || n % 12 == 0 ? \
            sprintf("%s\n%d", month[n % 12 + 1], n / 12) : month[n % 12 + 1]
    }
}
# eval(time_axis): the axis of time for the panel that is drawn next, with a band where something happens, at least two
# pixels wide.
band_end(k) = until[k] - since[k] > 2 * (to - from) / panel_width ? until[k] : since[k] + 2 * (to - from) / panel_width
if (events ne "") { set label 905 short(events, events_room + 1, small_size) at screen X(width - 16), screen Y(58) right font small textcolor rgb soft }
time_axis = "do for [k_ = 1:events_shown] { set object 500 + k_ rectangle from since[k_], graph 0 to band_end(k_), graph 1 behind fillcolor rgb event_shade fillstyle solid noborder }; \
set xrange [from:to]; set xtics (\"\" from); do for [k_ = 1:ticks] { set xtics add (tick_text[k_] tick_at[k_]) }"
