package docker_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coding-judge/judge/runners/cell/docker"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
)

// An engine that answers errors, or whose connection is cut before or after it did what it was asked to: a boot fails with an
// error, in no more time than it has, and leaves no container.
func TestFaultyEngine(t *testing.T) {
	t.Parallel()
	direct := dockertest.Open(t)
	for _, step := range []string{"/create", "/attach", "/start"} {
		for _, fault := range []string{"500", "cut before", "cut after"} {
			t.Run(strings.TrimPrefix(step, "/")+" "+fault, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				defer cancel()
				engine, hits := faulty(t, direct.Host(), step, fault)
				s := spec(t)
				mark := "faulty " + strings.TrimPrefix(step, "/") + " " + fault
				s.Command = []string{"sh", "-c", "exec cat # " + mark}
				c, err := engine.Boot(ctx, s)
				if err == nil {
					t.Errorf("it booted: %v", c.Close())
				}
				if err := engine.Close(); err != nil {
					t.Errorf("close: %v", err)
				}
				if hits.Load() == 0 {
					t.Error("the fault was not met")
				}
				list, err := direct.Containers(ctx)
				if err != nil {
					t.Fatal(err)
				}
				mine, err := direct.Mine(ctx, mark)
				if err != nil || len(mine) > 0 {
					t.Errorf("left: %v of %d, %v", mine, len(list), err)
				}
			})
		}
	}
}

// faulty gives an engine behind a proxy that plays a fault at requests whose path ends so.
func faulty(t *testing.T, host, step, fault string) (*docker.Engine, *atomic.Int32) {
	t.Helper()
	network, address, _ := strings.Cut(host, "://")
	proxy := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: "engine"})
	proxy.Transport = &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, address)
	}}
	proxy.FlushInterval = -1
	var hits atomic.Int32
	cut := func(*http.Response) error { panic(http.ErrAbortHandler) }
	after := *proxy
	after.ModifyResponse = cut
	socket := filepath.Join(t.TempDir(), "s")
	listener, err := new(net.ListenConfig).Listen(t.Context(), "unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, step) {
			proxy.ServeHTTP(w, r)
			return
		}
		hits.Add(1)
		switch fault {
		case "500":
			http.Error(w, `{"message":"out of order"}`, http.StatusInternalServerError)
		case "cut before":
			panic(http.ErrAbortHandler)
		default:
			after.ServeHTTP(w, r)
		}
	})}
	served := make(chan struct{})
	go func() { defer close(served); _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close(); <-served })
	engine, err := docker.NewAt("unix://"+socket, 30*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	return engine, &hits
}
