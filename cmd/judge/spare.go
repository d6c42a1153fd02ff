package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/coding-judge/judge/runners/cell"
	"github.com/coding-judge/judge/runners/cell/docker"
)

// spares are the cells that are to wait for judges to come.
type spares struct {
	Spec    cell.Spec
	Count   int
	Lock    string
	Runtime string
}

// spareCommand is what a judge leaves behind for a moment, so that nobody waits for the boot of a spare cell. It is not for
// people.
func (a *app) spareCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "spare",
		Short:  "Boot a spare cell of the spec on stdin",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE:   func(cmd *cobra.Command, _ []string) error { return a.bootSpare(cmd.Context(), os.Stdin) },
	}
}

func (a *app) bootSpare(ctx context.Context, spec io.Reader) error {
	var wanted spares
	if err := json.NewDecoder(spec).Decode(&wanted); err != nil {
		return usagef("read spec: %w", err)
	}
	engine, err := docker.New()
	if err != nil {
		return err
	}
	defer engine.Close()
	engine.Spares, engine.SpareLock, engine.Runtime = wanted.Count, wanted.Lock, wanted.Runtime
	return engine.Spare(ctx, wanted.Spec)
}

// leaveSpare starts the boot of spares, and does not wait for it.
func leaveSpare(wanted spares) error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find this program: %w", err)
	}
	// A file, for a pipe would hold only a part of the spec, and this process is about to end.
	spec, err := os.CreateTemp("", "judge-spec-*")
	if err != nil {
		return fmt.Errorf("write spec: %w", err)
	}
	defer spec.Close()
	defer os.Remove(spec.Name())
	if err := json.NewEncoder(spec).Encode(wanted); err != nil {
		return fmt.Errorf("write spec: %w", err)
	}
	if _, err := spec.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("write spec: %w", err)
	}
	cmd := exec.Command(self, "spare") //nolint:noctx // it outlives this process
	cmd.Stdin = spec
	cmd.Dir = "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start %s spare: %w", self, err)
	}
	return cmd.Process.Release()
}
