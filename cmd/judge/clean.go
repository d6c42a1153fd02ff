package main

import (
	"context"
	"fmt"

	"github.com/docker/go-units"
	"github.com/spf13/cobra"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/runners/cell/docker"
)

type cleanOptions struct{ cache bool }

func (a *app) cleanCommand() *cobra.Command {
	var opts cleanOptions
	cmd := &cobra.Command{
		Use:   "clean",
		Short: "Remove spare cells, and what judges that were killed left",
		Long: `Remove the spare cells that wait for the next judge, and the containers that judges which were killed left. Cells of
judges that run are not touched.

With --cache, remove instead what is kept of cases and submissions: inputs that generators made, answers of reference solutions,
reports of judge grade and judge verify. They are made again when they are needed.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.clean(cmd.Context(), opts) },
	}
	cmd.Flags().BoolVar(&opts.cache, "cache", false, "remove what is kept of cases and submissions instead")
	return cmd
}

func (a *app) clean(ctx context.Context, opts cleanOptions) error {
	if opts.cache {
		return a.cleanCache()
	}
	engine, err := docker.Open(ctx)
	if err != nil {
		return err
	}
	defer engine.Close()
	a.shareSpares(engine)
	removed, err := engine.Clean(ctx)
	for _, c := range removed {
		fmt.Fprintf(a.stdout, "removed %s (%s, %s)\n", c.Name, c.Kind, c.Status)
	}
	if err == nil && len(removed) == 0 {
		fmt.Fprintln(a.stdout, "nothing to remove")
	}
	return err
}

func (a *app) cleanCache() error {
	cache := judge.Cache{Dir: a.config.Cache}
	files, bytes, err := cache.Clear()
	switch {
	case files > 0:
		fmt.Fprintf(a.stdout, "removed %d files (%s) from %s\n", files, units.BytesSize(float64(bytes)), a.config.Cache)
	case err == nil:
		fmt.Fprintln(a.stdout, "nothing to remove")
	}
	return err
}
