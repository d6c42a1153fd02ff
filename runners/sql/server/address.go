package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/testcontainers/testcontainers-go/wait"
)

const (
	retryEvery  = 10 * time.Millisecond
	dialTimeout = 2 * time.Second
)

// address finds out where the server can be reached, and waits for it there: it tries all places at which it may answer
// until one takes the password. It is a wait.Strategy.
type address struct {
	password    string
	interrupted context.Context // the caller's: the one that WaitUntilReady is given carries out requests to the end

	config *pgx.ConnConfig // of the superuser, once it is found
	conn   *pgx.Conn

	mu    sync.Mutex
	words string // what the container said
	tried error  // why the last try failed
}

// diagnose says what is known of why there is no connection.
func (a *address) diagnose() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return fmt.Sprintf("the server says: %q; the last try: %v", a.words, a.tried)
}

// WaitUntilReady returns when there is a connection.
func (a *address) WaitUntilReady(_ context.Context, target wait.StrategyTarget) error {
	ctx, cancel := context.WithCancelCause(a.interrupted)
	defer cancel(nil)
	places, err := candidates(ctx, target)
	if err != nil {
		return err
	}
	var (
		tries sync.WaitGroup
		found sync.Once
	)
	for _, place := range places {
		tries.Go(func() {
			config, conn := a.try(ctx, place)
			if conn == nil {
				return
			}
			first := false
			found.Do(func() { a.config, a.conn, first = config, conn, true })
			if !first {
				_ = conn.Close(context.WithoutCancel(ctx))
			}
			cancel(nil)
		})
	}
	tries.Go(func() { a.watch(ctx, target, cancel) })
	tries.Wait()
	if a.conn != nil {
		return nil
	}
	return context.Cause(ctx)
}

// candidates are host:port pairs: the published port on this machine, the container itself where its network can be
// reached, and the published port at the engine's machine.
func candidates(ctx context.Context, target wait.StrategyTarget) ([]string, error) {
	info, err := target.Inspect(ctx)
	if err != nil {
		return nil, fmt.Errorf("inspect the container: %w", err)
	}
	var out []string
	add := func(host, port string) {
		if place := net.JoinHostPort(host, port); host != "" && port != "" && !strings.Contains(strings.Join(out, " "), place) {
			out = append(out, place)
		}
	}
	published := ""
	for p, bindings := range info.NetworkSettings.Ports {
		if p.String() == port && len(bindings) > 0 {
			published = bindings[0].HostPort
		}
	}
	add("127.0.0.1", published)
	for _, n := range info.NetworkSettings.Networks {
		if n.IPAddress.IsValid() {
			add(n.IPAddress.String(), strings.TrimSuffix(port, "/tcp"))
		}
	}
	if host, err := target.Host(ctx); err == nil {
		add(host, published)
	}
	return out, nil
}

func (a *address) try(ctx context.Context, place string) (*pgx.ConnConfig, *pgx.Conn) {
	// The form with keywords would need the address quoted.
	config, err := pgx.ParseConfig("postgres://" + place + "/postgres?sslmode=disable")
	if err != nil {
		return nil, nil
	}
	config.User, config.Password = "postgres", a.password
	// Only the dial is bounded: a place may swallow what is sent to it, but a busy machine takes its time to let one in,
	// and whoever tries again and again makes it busier.
	config.ConnectTimeout = 0
	config.DialFunc = (&net.Dialer{Timeout: dialTimeout}).DialContext
	config.RuntimeParams = map[string]string{}
	retry := time.NewTicker(retryEvery)
	defer retry.Stop()
	for {
		conn, err := pgx.ConnectConfig(ctx, config)
		if err == nil {
			return config, conn
		}
		select {
		case <-ctx.Done():
			a.mu.Lock()
			a.tried = errors.Join(a.tried, err)
			a.mu.Unlock()
			return nil, nil
		case <-retry.C:
		}
	}
}

// watch ends the wait when the container has ended, with what it said.
func (a *address) watch(ctx context.Context, target wait.StrategyTarget, cancel context.CancelCauseFunc) {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		state, err := target.State(ctx)
		if err == nil && state.Running {
			words := logs(ctx, target)
			a.mu.Lock()
			a.words = words
			a.mu.Unlock()
			continue
		}
		if ctx.Err() == nil {
			cancel(errors.New("the server ended while it started"))
		}
		return
	}
}

// logs gives the end of what the container has said.
func logs(ctx context.Context, target wait.StrategyTarget) string {
	r, err := target.Logs(ctx)
	if err != nil {
		return ""
	}
	defer func() { _ = r.Close() }()
	data, _ := io.ReadAll(io.LimitReader(r, 64<<10))
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	return strings.Join(lines[max(0, len(lines)-5):], "; ")
}
