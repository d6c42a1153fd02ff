package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"github.com/charmbracelet/colorprofile"

	"github.com/coding-judge/judge/problems"
)

// pagesDir is the folder of the cache that holds the pages which were opened: a browser may read one when judge has long ended.
const pagesDir = "pages"

// page writes a problem as a page, and opens it where that is asked for.
func (a *app) page(ctx context.Context, p *problems.Problem, opts showOptions) error {
	if opts.html == "-" && !opts.open {
		return writePage(a.stdout, p)
	}
	file := opts.html
	if file == "" || file == "-" {
		dir := filepath.Join(a.config.Cache, pagesDir)
		if a.config.Cache == "" {
			return usagef("there is no folder for the page; name a file with --html")
		}
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return usageError{fmt.Errorf("make a folder for the page: %w", err)}
		}
		file = filepath.Join(dir, p.Slug+".html")
	}
	var b bytes.Buffer
	if err := writePage(&b, p); err != nil {
		return err
	}
	if err := replaceFile(file, b.Bytes()); err != nil {
		return usageError{fmt.Errorf("write the page: %w", err)}
	}
	fmt.Fprintln(a.stdout, file)
	if !opts.open {
		return nil
	}
	file, err := filepath.Abs(file)
	if err != nil {
		return fmt.Errorf("find the page: %w", err)
	}
	if err := openFile(ctx, file); err != nil && ctx.Err() == nil {
		return usagef("open the page: %w; open the file above with a browser of your choice", err)
	}
	return nil
}

// openFile has the desktop open a file.
func openFile(ctx context.Context, file string) error {
	opener := "xdg-open"
	if runtime.GOOS == "darwin" {
		opener = "open"
	}
	if _, err := exec.LookPath(opener); err != nil {
		return fmt.Errorf("there is no program %s", opener)
	}
	if err := exec.CommandContext(ctx, opener, file).Run(); err != nil {
		return fmt.Errorf("%s: %w", opener, err)
	}
	return nil
}

// plainWriter takes colors out of what is written.
func plainWriter(w io.Writer) io.Writer {
	return &colorprofile.Writer{Forward: w, Profile: colorprofile.NoTTY}
}
