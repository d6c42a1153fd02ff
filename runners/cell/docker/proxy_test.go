package docker_test

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coding-judge/judge/runners/cell/docker"
)

// What a proxy does with a request instead of having it answered.
const (
	refuse      = "500"
	cutBefore   = "cut before" // the engine never gets it
	cutAfter    = "cut after"  // the engine does it, and nobody hears of it
	silence     = "silence"    // the same two, but the connection stays
	silentAfter = "silence after"
	late        = "late" // the engine gets it after some time, also where nobody waits any more
)

var faults = []string{refuse, cutBefore, cutAfter, silence, silentAfter}

// proxy stands before an engine.
type proxy struct {
	Address string // as DOCKER_HOST has it
	// Fault says what to do with a request; empty to have it answered.
	Fault func(*http.Request) string

	done    chan struct{} // gets one for each request of silentAfter or late that the engine has done
	mu      sync.Mutex
	streams map[net.Conn]string // those of containers' own streams, with the path of the request
}

// Done waits until the engine has done such a request.
func (p *proxy) Done(ctx context.Context, t *testing.T) {
	t.Helper()
	select {
	case <-p.done:
	case <-ctx.Done():
		t.Error("the engine did not do it")
	}
}

type connKey struct{}

// newProxy serves until the test ends.
func newProxy(t *testing.T, engine string, fault func(*http.Request) string) *proxy {
	t.Helper()
	p := &proxy{Fault: fault, streams: map[net.Conn]string{}, done: make(chan struct{}, 100)}
	network, address, _ := strings.Cut(engine, "://")
	forward := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: "engine"})
	forward.FlushInterval = -1
	transport := &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, address)
	}}
	forward.Transport = transport
	forward.ErrorHandler = func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) }
	cut, silent := *forward, *forward
	cut.ModifyResponse = func(*http.Response) error { return http.ErrAbortHandler }
	silent.ModifyResponse = func(r *http.Response) error {
		p.done <- struct{}{}
		<-r.Request.Context().Done()
		return http.ErrAbortHandler
	}
	socket := filepath.Join(t.TempDir(), "s")
	listener, err := new(net.ListenConfig).Listen(t.Context(), "unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{
		ReadHeaderTimeout: time.Minute,
		ConnContext:       func(ctx context.Context, c net.Conn) context.Context { return context.WithValue(ctx, connKey{}, c) },
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			switch p.Fault(r) {
			case refuse:
				http.Error(w, `{"message":"out of order"}`, http.StatusInternalServerError)
			case cutBefore:
				panic(http.ErrAbortHandler)
			case cutAfter:
				cut.ServeHTTP(w, r)
			case silence:
				<-r.Context().Done()
			case silentAfter:
				silent.ServeHTTP(w, r)
			case late:
				defer func() { p.done <- struct{}{} }()
				body, _ := io.ReadAll(r.Body) // of whoever is gone nothing more can be read
				r.Body = io.NopCloser(bytes.NewReader(body))
				<-time.After(300 * time.Millisecond)
				forward.ServeHTTP(w, r.WithContext(context.WithoutCancel(r.Context())))
			default:
				if strings.HasSuffix(r.URL.Path, "/attach") {
					defer p.stream(r)()
				}
				forward.ServeHTTP(w, r)
			}
		}),
	}
	served := make(chan struct{})
	go func() { defer close(served); _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close(); p.Cut(""); <-served; transport.CloseIdleConnections() })
	p.Address = "unix://" + socket
	return p
}

// stream notes a connection that becomes a container's stream.
func (p *proxy) stream(r *http.Request) (end func()) {
	conn := r.Context().Value(connKey{}).(net.Conn)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.streams[conn] = r.URL.Path
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.streams, conn)
	}
}

// Cut closes the streams of a container, or of all, and says how many there were.
func (p *proxy) Cut(name string) (n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for conn, path := range p.streams {
		if name == "" || slices.Contains(strings.Split(path, "/"), name) {
			_ = conn.Close()
			n++
		}
	}
	return n
}

// behind is the engine as it is seen through a proxy.
func behind(t *testing.T, p *proxy, patience time.Duration) *docker.Engine {
	t.Helper()
	engine, err := docker.NewAt(p.Address, patience)
	if err != nil {
		t.Fatal(err)
	}
	return engine
}
