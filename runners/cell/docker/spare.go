package docker

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/containerd/errdefs"
	"github.com/docker/docker/api/types/container"
	"github.com/gofrs/flock"

	"github.com/coding-judge/judge/runners/cell"
)

// A spare is a cell that outlives the judge that left it, so that the next one need not wait for a boot. It has run nothing
// of anybody's, and it is found by its name, which says what it is made of and whose judges it is for: those of one user on
// one machine. A spare that nobody claims ends itself.
//
// To claim one is to rename it. That alone is not exclusive: the engine looks a name up before it locks the container, so
// two requests that come together both succeed. So judges hold a lock on a file while they claim.

// lockTimeout is for how long a claim waits for others to finish theirs.
const lockTimeout = 200 * time.Millisecond

// spareName is the name of the i-th spare of its sort.
func (e *Engine) spareName(key string, i int) string {
	return e.sparePrefix() + key + "-" + strconv.Itoa(i)
}

// sparePrefix is what the spares begin with that this judge may claim: those of its user on its machine, who meet at the
// same lock.
func (e *Engine) sparePrefix() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %d", e.SpareLock, neighborhood(), os.Getuid()))
	return sparePrefix + hex.EncodeToString(sum[:4]) + "-"
}

// spareKey says what a cell is made of, the image's content and the runtime included.
func (e *Engine) spareKey(s cell.Spec, imageID string) string {
	s.Images = []string{imageID}
	if e.Runtime != "" {
		s.Images = append(s.Images, e.Runtime)
	}
	return s.Key()
}

// Claim makes a spare the caller's, and gives its new name and its labels; the name is empty where there is none.
func (e *Engine) Claim(ctx context.Context, key string) (name string, labels map[string]string, err error) {
	if e.Spares == 0 {
		return "", nil, nil
	}
	unlock, ok := e.lockClaims(ctx)
	if !ok { // others are claiming; to boot is as fast as to wait for long
		return "", nil, nil
	}
	defer unlock()
	for i := range e.Spares {
		name := NewName()
		err := whole(ctx, func(ctx context.Context) error { return e.client.ContainerRename(ctx, e.spareName(key, i), name) })
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
		if err := e.removeNow(name); err != nil {
			return "", nil, err
		}
	}
	return "", nil, nil
}

// lockClaims waits for the lock, but not for long. It goes with the process that has it.
func (e *Engine) lockClaims(ctx context.Context) (unlock func(), ok bool) {
	if err := os.MkdirAll(filepath.Dir(e.SpareLock), 0o700); err != nil {
		return nil, false
	}
	lock := flock.New(e.SpareLock)
	ctx, cancel := context.WithTimeout(ctx, lockTimeout)
	defer cancel()
	if ok, err := lock.TryLockContext(ctx, time.Millisecond); !ok || err != nil {
		return nil, false
	}
	return func() { _ = lock.Unlock() }, true
}

// Leave makes a container of this process's a spare; false where there are as many as there may be.
func (e *Engine) Leave(ctx context.Context, name, key string) (bool, error) {
	for i := range e.Spares {
		err := e.client.ContainerRename(ctx, name, e.spareName(key, i))
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
	img, id, err := e.Image(ctx, s.Images)
	if err != nil {
		return err
	}
	config, host := e.containerOf(s, img)
	for i := range e.Spares {
		name := e.spareName(e.spareKey(s, id), i)
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
