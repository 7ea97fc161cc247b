package store

import (
	"path/filepath"
	"slices"
	"testing"
)

// Two founders once landed a third migration each on one evening: the program
// would not have started. Both databases take the same steps under the same
// numbers, each number once.
func TestMigrationsAreNumberedOnce(t *testing.T) {
	var names [2][]string
	for i, database := range []string{"sqlite", "postgres"} {
		files, err := filepath.Glob(filepath.Join(database, "migrations", "*.sql"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d migrations, %v", database, len(files), err)
		}
		seen := map[string]string{}
		for _, f := range files {
			name := filepath.Base(f)
			if other, taken := seen[name[:5]]; taken {
				t.Errorf("%s: %s and %s have one number", database, other, name)
			}
			seen[name[:5]] = name
			names[i] = append(names[i], name)
		}
	}
	if !slices.Equal(names[0], names[1]) {
		t.Errorf("the databases take different steps: %v, %v", names[0], names[1])
	}
}
