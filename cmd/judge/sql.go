package main

import (
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/docker"
	"github.com/coding-judge/judge/runners/cell/native"
	"github.com/coding-judge/judge/runners/sql"
	"github.com/coding-judge/judge/runners/sql/server"
)

// secret is a setting that is not to be shown, however it is printed.
type secret string

func (s secret) String() string   { return "(secret)" }
func (s secret) GoString() string { return s.String() }

// sqlRunner runs SQL on the server that the settings name, or else where the engine runs its cells.
func (a *app) sqlRunner(e engine) runners.Runner {
	if a.config.SQL.DSN != "" {
		return &sql.Runner{Source: server.DSN{DSN: string(a.config.SQL.DSN)}}
	}
	switch e := e.(type) {
	case *docker.Engine:
		return &sql.Runner{Source: server.Container{Engine: e, Images: a.config.Images.Postgres, Idle: a.config.Cells.Idle, Runtime: e.Runtime}}
	case *native.Engine:
		if _, err := server.FindPrograms(a.config.SQL.Bindir); err != nil {
			return missing{runners.Unavailable("SQL needs a Docker engine, or PostgreSQL on this machine, or a server of yours, which sql.dsn names: %w", err)}
		}
		return &sql.Runner{Source: server.Native{Engine: e, Bindir: a.config.SQL.Bindir}}
	}
	return missing{runners.Unavailable("SQL needs a Docker engine, or PostgreSQL on this machine, or a server of yours, which sql.dsn names")}
}
