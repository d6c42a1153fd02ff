package main

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
)

// dataFolder is where judge remembers what a user has done: JUDGE's own folder among the user's data.
func dataFolder() (string, error) {
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "judge"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", errors.New("there is no home folder to remember anything in: set HOME or XDG_DATA_HOME")
	}
	switch runtime.GOOS {
	case "darwin":
		return filepath.Join(home, "Library", "Application Support", "judge"), nil
	case "windows":
		return filepath.Join(home, "AppData", "Local", "judge"), nil
	}
	return filepath.Join(home, ".local", "share", "judge"), nil
}
