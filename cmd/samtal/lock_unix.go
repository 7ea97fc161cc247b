//go:build unix

package main

import (
	"errors"
	"os"
	"syscall"
)

// tryLock takes the lock or says errLocked. It ends with the process, however
// that ends.
func tryLock(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return errLocked
	}
	return err
}
