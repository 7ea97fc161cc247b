// Package files keeps what customers and experts attach: photos and PDFs,
// beside the database in a folder, or in memory for tests. Nothing is kept as
// it came: a picture is drawn anew without its metadata (where it was taken, on
// which phone), and a PDF that can do anything but be read is refused.
package files

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sync"

	"samtal/service/desk"
)

// named is what a conversation's and a file's id look like: they become names
// in a folder, so nothing else is let through.
var named = regexp.MustCompile(`^[A-Za-z0-9_-]{1,100}$`)

// Folder keeps bodies in a directory, one folder for a conversation.
type Folder struct {
	Cleaner
	dir string
}

var (
	_ desk.Files = (*Folder)(nil)
	_ desk.Files = (*Memory)(nil)
)

// NewFolder keeps files in dir, which is made when the first file comes.
func NewFolder(dir string) *Folder { return &Folder{dir: dir} }

func (f *Folder) path(conversation, id string) (string, error) {
	if !named.MatchString(conversation) || !named.MatchString(id) {
		return "", desk.ErrMissing
	}
	return filepath.Join(f.dir, conversation, id), nil
}

// PutFile implements desk.Files. It is on the disk before it returns.
func (f *Folder) PutFile(_ context.Context, conversation, id string, body []byte) error {
	path, err := f.path(conversation, id)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	half, err := os.CreateTemp(filepath.Dir(path), ".half-*") // 0600: nobody else on the machine reads it
	if err != nil {
		return err
	}
	defer os.Remove(half.Name()) //nolint:errcheck // renamed away, or of no use
	_, err = half.Write(body)
	err = errors.Join(err, half.Sync(), half.Close())
	if err != nil {
		return err
	}
	return os.Rename(half.Name(), path)
}

// File implements desk.Files.
func (f *Folder) File(_ context.Context, conversation, id string) ([]byte, error) {
	path, err := f.path(conversation, id)
	if err != nil {
		return nil, err
	}
	body, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, desk.ErrMissing
	}
	return body, err
}

// DropFiles implements desk.Files.
func (f *Folder) DropFiles(_ context.Context, conversation string) error {
	path, err := f.path(conversation, "any")
	if err != nil {
		return nil // there can be none
	}
	return os.RemoveAll(filepath.Dir(path))
}

// Memory keeps bodies in a map.
type Memory struct {
	Cleaner
	mu   sync.Mutex
	kept map[[2]string][]byte
}

// NewMemory keeps files until the process ends.
func NewMemory() *Memory { return &Memory{kept: map[[2]string][]byte{}} }

// PutFile implements desk.Files.
func (m *Memory) PutFile(_ context.Context, conversation, id string, body []byte) error {
	if !named.MatchString(conversation) || !named.MatchString(id) {
		return desk.ErrMissing
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.kept[[2]string{conversation, id}] = append([]byte{}, body...)
	return nil
}

// File implements desk.Files.
func (m *Memory) File(_ context.Context, conversation, id string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	body, ok := m.kept[[2]string{conversation, id}]
	if !ok {
		return nil, desk.ErrMissing
	}
	return append([]byte{}, body...), nil
}

// DropFiles implements desk.Files.
func (m *Memory) DropFiles(_ context.Context, conversation string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for key := range m.kept {
		if key[0] == conversation {
			delete(m.kept, key)
		}
	}
	return nil
}
