package data_test

import (
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/coding-judge/judge/testcases/value"
)

const wide = `
teams: {rows: 50, columns: {id: {serial: 1}}}
people:
  rows: 100000
  columns:
    id: {serial: 1}
    name: {text: {length: [3, 12]}}
    team_id: {references: teams.id, null: 0.1, skew: 1}
    salary: {int: [0, 9000], null: 0.1, ties: 0.4}
    pay: {numeric: [0, 1000], scale: 2}
    hired: {date: [2000-01-01, 2024-12-31]}
`

// BenchmarkMake tells how long 100,000 rows of six columns take, as a ratio to writing the same rows with fmt.
func BenchmarkMake(b *testing.B) {
	spec := parse(b, wide)
	var making, writing time.Duration
	for b.Loop() {
		start := time.Now()
		out := made(b, spec, 1, nil)
		making += time.Since(start)
		start = time.Now()
		people, _ := out.Get("people")
		rows, _ := people.(value.Dict).Get("rows")
		for _, row := range rows.(value.List) {
			for _, v := range row.(value.List) {
				fmt.Fprint(io.Discard, v, " ")
			}
		}
		writing += time.Since(start)
	}
	b.ReportMetric(float64(making)/float64(writing), "makes/writes")
	b.ReportMetric(100_000*float64(b.N)/making.Seconds(), "rows/s")
}
