#!/usr/bin/env python3
"""Reads results.xlsx by nothing but the standard library and compares it, cell by cell, with the CSV files beside it.

usage: read_workbook.py FOLDER      prints what is wrong, one line each; then "N sheets, N cells"
A sheet is the CSV of its name in FOLDER or, where there is none, those of the folders in it one below the other,
as the manifest orders them."""
import csv, datetime, json, os, re, sys, zipfile
from xml.etree import ElementTree

MAIN = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
LINK = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id'
folder = sys.argv[1]
book = zipfile.ZipFile(os.path.join(folder, 'results.xlsx'))


def wrong(text):
    print(text)


def tree(name):
    return ElementTree.fromstring(book.read(name))


def column(reference):
    number = 0
    for letter in re.match('[A-Z]+', reference).group():
        number = 26 * number + ord(letter) - 64
    return number - 1


styles = tree('xl/styles.xml')
codes = {int(f.get('numFmtId')): f.get('formatCode') for f in styles.iter(MAIN + 'numFmt')}
formats = [int(f.get('numFmtId')) for f in styles.find(MAIN + 'cellXfs')]


def cells(sheet):
    """Row by row: {column: (kind, value, format)}."""
    for row in sheet.iter(MAIN + 'row'):
        found = {}
        for cell in row:
            text = cell.find(MAIN + 'is/' + MAIN + 't')
            value = cell.find(MAIN + 'v')
            if cell.find(MAIN + 'f') is not None:
                wrong('a formula in ' + cell.get('r'))
            style = formats[int(cell.get('s', 0))]
            if cell.get('t') == 'inlineStr':
                found[column(cell.get('r'))] = ('text', text.text or '', style)
            else:
                found[column(cell.get('r'))] = ('number', float(value.text), style)
        yield found


def tables(name):
    path = os.path.join(folder, name + '.csv')
    paths = [path] if os.path.exists(path) else [os.path.join(folder, plan, name + '.csv') for plan in plans]
    for path in paths:
        with open(path, newline='', encoding='utf-8-sig') as file:
            semicolon = file.read().split('\n', 1)[0].count(';') > 0
            file.seek(0)
            rows = list(csv.reader(file, delimiter=';' if semicolon else ','))
            yield rows[0], rows[1:], semicolon


def same(text, cell, semicolon):
    if cell is None:
        return text == ''
    kind, value, style = cell
    if kind == 'text':
        return value == text or "'" + value == text
    if style == 14:
        return (datetime.date(1899, 12, 30) + datetime.timedelta(value)).isoformat() == text
    plain = float(text.replace(',', '.') if semicolon else text)
    return abs(value - plain) <= 1e-15 * abs(plain)


with open(os.path.join(folder, 'manifest.json'), encoding='utf-8') as file:
    plans = [scenario['scenario'] for scenario in json.load(file)['scenarios']]
names = [(s.get('name'), s.get(LINK)) for s in tree('xl/workbook.xml').iter(MAIN + 'sheet')]
targets = {r.get('Id'): r.get('Target') for r in tree('xl/_rels/workbook.xml.rels')}
count = 0
if len({n.lower() for n, _ in names}) < len(names) or any(len(n) > 31 or re.search(r'[][:*?/\\]', n) for n, _ in names):
    wrong('names of sheets: ' + str(names))
for name, link in names[1:]:
    sheet = tree('xl/' + targets[link])
    pane = next(sheet.iter(MAIN + 'pane'), None)
    if pane is None or pane.get('state') != 'frozen' or pane.get('ySplit') != '1':
        wrong(name + ': the head is not frozen')
    if sheet.find(MAIN + 'autoFilter') is None or sheet.find(MAIN + 'cols') is None:
        wrong(name + ': no filter or no widths')
    rows = cells(sheet)
    head = {k: value for k, (kind, value, style) in next(rows).items()}
    place = {value: k for k, value in head.items()}
    for columns, lines, semicolon in tables(name):
        for number, line in enumerate(lines):
            row = next(rows, {})
            for k, text in zip(columns, line):
                count += 1
                if not same(text, row.get(place.get(k)), semicolon):
                    wrong('%s, row %d, %s: %s beside %r' % (name, number + 1, k, text, row.get(place.get(k))))
    if next(rows, None) is not None:
        wrong(name + ': more rows than the table')
shown = {codes.get(style, style) for name, link in names[1:] for row in cells(tree('xl/' + targets[link]))
         for kind, value, style in row.values() if kind == 'number'}
print('formats: ' + ' | '.join(sorted(str(s) for s in shown)))
print('%d sheets, %d cells' % (len(names) - 1, count))
