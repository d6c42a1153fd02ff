package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

	"github.com/coding-judge/judge/runners/cell/docker"
)

// machine names what times are measured on: the processor, what boots cells and of which images.
func (a *app) machine(e engine) string {
	boots := "none"
	if e != nil {
		boots = e.Name()
	}
	sql := sha256.Sum256([]byte(string(a.config.SQL.DSN)))
	return fmt.Sprintf("%s %d %s %s %v %v %s %x ", processor(), runtime.NumCPU(), boots, a.config.Docker.Runtime,
		a.config.Images.Python, a.config.Images.Postgres, a.config.SQL.Bindir, sql)
}

// images tells the images of an engine from others of the same names; empty where it has none, which it says itself when one is needed.
func (a *app) images(ctx context.Context, e engine) string {
	d, ok := e.(*docker.Engine)
	if !ok {
		return ""
	}
	ids := ""
	for _, names := range [][]string{a.config.Images.Python, a.config.Images.Postgres} {
		_, id, _ := d.Present(ctx, names)
		ids += id + " "
	}
	return ids
}

// programDigest tells this program from any other.
func programDigest() (string, error) {
	file, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("find this program: %w", err)
	}
	f, err := os.Open(file)
	if err != nil {
		return "", fmt.Errorf("read this program: %w", err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("read this program: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// processor is what Linux calls it.
func processor() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(text)) {
		if name, ok := strings.CutPrefix(line, "model name"); ok {
			return strings.TrimSpace(strings.TrimLeft(name, "\t :"))
		}
	}
	return runtime.GOARCH
}
