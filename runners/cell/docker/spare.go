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
// To claim one is to connect to it, so that it ends with whoever claims it, and to rename it. Renaming alone is not exclusive:
// the engine looks a name up before it locks the container, so two requests that come together both succeed. So judges hold a
// lock on a file while they claim.

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

// Claim makes a spare the caller's, and gives its new name; the name is empty where there is none, or it could not be had.
// take is given the spare, by its old name, while no other judge can have it. It connects to the spare in such a way that the
// spare ends when this process does, and only then is it renamed: who is killed at any moment leaves either a spare that others
// may claim, or a container that ends. What take took is the caller's to close, also where Claim fails after it.
func (e *Engine) Claim(ctx context.Context, key string, take func(name string, labels map[string]string) error) (name string, err error) {
	if e.Spares == 0 {
		return "", nil
	}
	unlock, ok := e.lockClaims(ctx)
	if !ok { // others are claiming; to boot is as fast as to wait for long
		return "", nil
	}
	defer unlock()
	for i := range e.Spares {
		spare := e.spareName(key, i)
		info, err := e.inspect(ctx, spare)
		if errdefs.IsNotFound(err) {
			continue
		}
		if err != nil {
			return "", fmt.Errorf("look for a spare: %w", err)
		}
		if !info.State.Running { // somebody is about to start it, or it has ended and is going
			continue
		}
		name := NewName()
		if err = take(spare, info.Config.Labels); err == nil {
			err = e.rename(ctx, info.ID, name)
		}
		if err != nil {
			return "", errors.Join(fmt.Errorf("claim a spare: %w", e.explain(ctx, err)), e.removeNow(info.ID))
		}
		return name, nil
	}
	return "", nil
}

func (e *Engine) inspect(ctx context.Context, name string) (container.InspectResponse, error) {
	ctx, cancel := e.patient(ctx)
	defer cancel()
	info, err := e.client.ContainerInspect(ctx, name)
	if err != nil {
		err = e.explain(ctx, err)
	}
	return info, err
}

// rename gives a container another name. One whose rename failed may have either, so it is called by its ID after that.
func (e *Engine) rename(ctx context.Context, id, name string) error {
	return e.whole(ctx, func(ctx context.Context) error { return e.client.ContainerRename(ctx, id, name) })
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

// Leave makes a container of this process's, called by its ID, a spare; false where there are as many as there may be, or too
// many judges are claiming. When it has its new name, and before others can claim it, let lets go of it. Where either fails the
// container is removed.
func (e *Engine) Leave(ctx context.Context, id, key string, let func() error) (bool, error) {
	if e.Spares == 0 {
		return false, nil
	}
	unlock, ok := e.lockClaims(ctx)
	if !ok {
		return false, nil
	}
	defer unlock()
	for i := range e.Spares {
		err := e.rename(ctx, id, e.spareName(key, i))
		if errdefs.IsConflict(err) {
			continue
		}
		if err == nil {
			err = let()
		}
		if err != nil {
			return false, errors.Join(fmt.Errorf("leave a spare: %w", err), e.removeNow(id))
		}
		return true, nil
	}
	return false, nil
}

// Spare boots the spares that are missing of a spec, for judges to come.
func (e *Engine) Spare(ctx context.Context, s cell.Spec) error {
	ctx, cancel := context.WithTimeoutCause(ctx, spareTimeout, fmt.Errorf("the engine did not boot it in %v", spareTimeout))
	defer cancel()
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
			return errors.Join(fmt.Errorf("boot a spare: %w", e.explain(ctx, err)), e.removeNow(name))
		}
	}
	return nil
}

// claim makes a spare the caller's cell; nil where there is none. Its supervisor ends with the stream that take opens.
func (e *Engine) claim(ctx context.Context, key string) (cell.Cell, error) {
	c := &sandbox{engine: e}
	name, err := e.Claim(ctx, key, func(name string, _ map[string]string) error {
		c.name = name
		return c.attach(ctx)
	})
	if name == "" {
		if c.done != nil { // attached, and not renamed: Claim has removed it
			c.hangUp()
		}
		return nil, err
	}
	c.name = name
	return c, nil
}
