package docker

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/containerd/errdefs"
	"github.com/docker/docker/api/types/container"

	"github.com/coding-judge/judge/runners/cell"
)

// A spare is a cell that outlives the judge that left it, so that the next one need not wait for a boot. It has run nothing
// of anybody's, it is found by its name, which says what it is made of, and whoever renames it first has it: the second
// finds no container of that name. A spare that nobody claims ends itself.

// spareName is the name of the i-th spare of its sort.
func spareName(key string, i int) string { return sparePrefix + key + "-" + strconv.Itoa(i) }

// Claim makes a spare the caller's, and gives its new name and its labels; the name is empty where there is none.
func (e *Engine) Claim(ctx context.Context, key string) (name string, labels map[string]string, err error) {
	for i := range e.Spares {
		name := NewName()
		err := whole(ctx, func(ctx context.Context) error { return e.client.ContainerRename(ctx, spareName(key, i), name) })
		if errdefs.IsNotFound(err) {
			continue
		}
		if err != nil {
			return "", nil, fmt.Errorf("claim a spare: %w", e.explain(ctx, err))
		}
		info, err := e.client.ContainerInspect(ctx, name)
		if err == nil && info.State.Running {
			return name, info.Config.Labels, nil
		}
		// It has ended just now, or was never started.
		if err := e.remove(context.WithoutCancel(ctx), name); err != nil {
			return "", nil, err
		}
	}
	return "", nil, nil
}

// Leave makes a container of this process's a spare; false where there are as many as there may be.
func (e *Engine) Leave(ctx context.Context, name, key string) (bool, error) {
	for i := range e.Spares {
		err := e.client.ContainerRename(ctx, name, spareName(key, i))
		if err == nil {
			return true, nil
		}
		if !errdefs.IsConflict(err) {
			return false, fmt.Errorf("leave a spare: %w", err)
		}
	}
	return false, nil
}

// Spare boots the spares that are missing of a spec, for judges to come.
func (e *Engine) Spare(ctx context.Context, s cell.Spec) error {
	img, id, err := e.image(ctx, s.Images)
	if err != nil {
		return err
	}
	config, host := containerOf(s, img)
	for i := range e.Spares {
		name := spareName(spareKey(s, id), i)
		err := e.create(ctx, name, config, host)
		if errdefs.IsConflict(err) {
			continue
		}
		if err == nil {
			err = e.client.ContainerStart(ctx, name, container.StartOptions{})
		}
		if err != nil {
			return errors.Join(fmt.Errorf("boot a spare: %w", err), e.remove(context.WithoutCancel(ctx), name))
		}
	}
	return nil
}

// spareKey says what a cell is made of, the image's content included.
func spareKey(s cell.Spec, imageID string) string {
	s.Images = []string{imageID}
	return s.Key()
}

// claim makes a spare the caller's cell; nil where there is none.
func (e *Engine) claim(ctx context.Context, key string) (cell.Cell, error) {
	name, _, err := e.Claim(ctx, key)
	if name == "" || err != nil {
		return nil, err
	}
	c := &sandbox{engine: e, name: name}
	if err := c.attach(ctx); err != nil {
		return nil, errors.Join(err, e.removeNow(name))
	}
	return c, nil
}
