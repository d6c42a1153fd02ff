package server

import (
	_ "embed" // the program that makes a cluster and becomes the server
	"strconv"
	"time"
)

// entry is what a container and a cell run.
//
//go:embed entry.sh
var entry string

// What a server needs beside the memory of a query. Sizes are in bytes.
const (
	dataSize   = 512 << 20 // of the tmpfs with the data: the system's databases, a case's, temporary files
	ownMemory  = 128 << 20 // the server's processes
	ownSpace   = 160 << 20 // address space that each process has mapped before it runs a query
	maxProcess = 64
)

// settings of a server of ours. A learner's query gets one process, so that its time is measured whole.
var settings = []string{
	"max_connections=20",
	"fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0",
	"min_wal_size=16MB", "max_wal_size=64MB", "shared_buffers=64MB", "autovacuum=off",
	"jit=off", "max_parallel_workers_per_gather=0", "max_parallel_workers=0", "max_worker_processes=1",
	"max_logical_replication_workers=0", "huge_pages=off", "update_process_title=off",
	"timezone=UTC", "log_timezone=UTC",
	// Nothing of a submission or a hidden case gets into a log.
	"log_min_messages=fatal", "log_min_error_statement=panic", "log_checkpoints=off",
}

// command is entry.sh with its arguments; the further settings say where the server listens.
func command(memory int64, idle time.Duration, further ...string) []string {
	out := []string{entry, "sh", strconv.FormatInt((memory+ownSpace)>>10, 10), strconv.FormatInt(int64(idle.Seconds()), 10)}
	for _, s := range append(further, settings...) {
		out = append(out, "-c", s)
	}
	return out
}
