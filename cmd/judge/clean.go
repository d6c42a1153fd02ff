package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/coding-judge/judge/runners/cell/docker"
)

func (a *app) cleanCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "clean",
		Short: "Remove spare cells, and what judges that were killed left",
		Long: `Remove the spare cells that wait for the next judge, and the containers that judges which were killed left. Cells of
judges that run are not touched.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.clean(cmd.Context()) },
	}
}

func (a *app) clean(ctx context.Context) error {
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
