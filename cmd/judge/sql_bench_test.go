package main

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
	"github.com/coding-judge/judge/runners/sql/server"
	"github.com/coding-judge/judge/testcases/value"
)

// BenchmarkSubmitQuery measures the command with a query and its problem's data sets, on a server that has them, beside the
// same query alone on connections that are open, one data set after the other. What it may take is ten times that and a
// tenth of a second.
func BenchmarkSubmitQuery(b *testing.B) {
	engine := dockertest.Open(b)
	lib, err := problems.NewLibrary()
	if err != nil {
		b.Fatal(err)
	}
	p, err := lib.Load("second-highest-salary")
	if err != nil {
		b.Fatal(err)
	}
	query := string(p.Reference.Source)
	file := filepath.Join(b.TempDir(), "query.sql")
	if err := os.WriteFile(file, p.Reference.Source, fs.FileMode(0o666)); err != nil {
		b.Fatal(err)
	}
	home := b.TempDir()
	submit := []string{"env", "HOME=" + home, "XDG_CACHE_HOME=", "judge", "submit", "-p", p.Slug, file}
	engine.SpareLock = filepath.Join(home, ".cache", "judge", "spares.lock")
	b.Cleanup(func() { _, _ = engine.Clean(context.Background()) })
	sets := dataSets(b, p, server.Container{Engine: engine, Images: server.DefaultImages()})
	for range 2 { // the first makes the data sets, and the second finds them
		timed(b, "A=", submit...)
		waitForSpare(b, engine)
	}
	var warm, bare time.Duration
	for b.Loop() {
		warm += timed(b, "A=", submit...)
		start := time.Now()
		for _, conn := range sets {
			if _, err := conn.Exec(b.Context(), query); err != nil {
				b.Fatal(err)
			}
		}
		bare += time.Since(start)
		waitForSpare(b, engine)
	}
	each := func(d time.Duration) float64 { return d.Seconds() * 1000 / float64(b.N) }
	b.ReportMetric(each(warm), "ms-warm")
	b.ReportMetric(each(bare), "ms-bare")
	b.ReportMetric(each(warm)/(10*each(bare)+100), "warm/(10-bare+100ms)")
	b.ReportMetric(0, "ns/op")
}

// dataSets gives a connection to a database of each of the problem's cases.
func dataSets(b *testing.B, p *problems.Problem, source server.Container) (sets []*pgx.Conn) {
	b.Helper()
	check := func(err error) {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
	}
	s, err := source.Start(b.Context(), p.Limits.Memory)
	check(err)
	b.Cleanup(func() { _ = s.Close() })
	admin, err := s.Admin(b.Context())
	check(err)
	for _, c := range p.Cases {
		c, err := p.Materialize(b.Context(), c)
		check(err)
		input, err := p.Input(c)
		check(err)
		name := s.NewName("bench")
		_, err = admin.Exec(b.Context(), "create database "+name)
		check(err)
		conn, err := s.Connect(b.Context(), name)
		check(err)
		b.Cleanup(func() { _ = conn.Close(context.Background()) })
		_, err = conn.Exec(b.Context(), p.Schema)
		check(err)
		for _, e := range input {
			table, err := problems.ParseTable(e.Value)
			check(err)
			_, err = conn.CopyFrom(b.Context(), pgx.Identifier{string(e.Key.(value.Str))}, table.Columns, pgx.CopyFromRows(plain(table.Rows)))
			check(err)
		}
		_, err = conn.Exec(b.Context(), "analyze")
		check(err)
		sets = append(sets, conn)
	}
	return sets
}

// plain gives rows of texts, numbers and NULL as pgx takes them.
func plain(rows [][]value.Value) [][]any {
	out := make([][]any, len(rows))
	for i, row := range rows {
		for _, v := range row {
			switch v := v.(type) {
			case value.Str:
				out[i] = append(out[i], string(v))
			case value.Int:
				out[i] = append(out[i], int64(v))
			default:
				out[i] = append(out[i], nil)
			}
		}
	}
	return out
}
