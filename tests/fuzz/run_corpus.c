/* Runs a fuzz target over files and folders of them, without libFuzzer: what was found once stays found. */
#define _XOPEN_SOURCE 700
#include <ftw.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static size_t files;

static int run_file(const char *path, const struct stat *about, int kind, struct FTW *place)
{
    (void)place;
    if (kind != FTW_F)
        return 0;
    size_t length = (size_t)about->st_size;
    /* Of its exact size, so that a sanitizer sees the first byte past the end. */
    uint8_t *bytes = malloc(length ? length : 1);
    FILE *file = fopen(path, "rb");
    if (!bytes || !file || fread(bytes, 1, length, file) != length) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(1);
    }
    fclose(file);
    printf("%s\n", path);
    fflush(stdout); /* the last name printed is the culprit */
    LLVMFuzzerTestOneInput(bytes, length);
    free(bytes);
    files++;
    return 0;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (nftw(argv[i], run_file, 16, FTW_PHYS) != 0) {
            fprintf(stderr, "%s: cannot be read\n", argv[i]);
            return 1;
        }
    printf("%zu files\n", files);
    return files == 0;
}
