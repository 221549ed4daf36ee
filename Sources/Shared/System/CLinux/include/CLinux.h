/*
 * What Linux and the C library have and Swift's Glibc module leaves out: functions with a variable number of arguments,
 * and all that the headers declare for _GNU_SOURCE alone (feature_test_macros(7)). Swift reads this header without
 * _GNU_SOURCE, so it declares, and CLinux.c defines.
 *
 * Functions return what the system call returns: -1 with errno on failure.
 */
#ifndef CLINUX_H
#define CLINUX_H

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/prctl.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>

/* prctl(2) for options with one argument; the others are 0, as the kernel demands of most options. */
int linux_prctl(int option, unsigned long argument);

/* copy_file_range(2) from and to the descriptors' own positions. */
ssize_t linux_copy_file_range(int input, int output, size_t length);

/* pipe2(2): both ends have O_CLOEXEC from the beginning. */
int linux_pipe(int ends[2]);

/* fcntl(2) with F_SETPIPE_SZ: the capacity of a pipe in bytes. */
int linux_set_pipe_size(int descriptor, int bytes);

/* fcntl(2) with F_OFD_SETLK and F_OFD_GETLK: locks of an open file description. */
int linux_set_description_lock(int descriptor, const struct flock *lock);
int linux_get_description_lock(int descriptor, struct flock *lock);

/* setsockopt(2) with SO_ATTACH_FILTER: a classic BPF program for what a socket receives (socket(7)). */
int linux_attach_filter(int descriptor, const struct sock_filter *program, unsigned short length);

/* Fields of siginfo_t that are in a union (sigaction(2)). */
pid_t linux_child_pid(const siginfo_t *information);
int linux_child_status(const siginfo_t *information);
/* Whether the kernel sent the signal, for example for Ctrl-C, and not a process (SI_KERNEL). */
bool linux_is_from_kernel(const siginfo_t *information);

/* Whether the number is that of the device /dev/null (null(4)). */
bool linux_is_null_device(dev_t device);

/* O_PATH: a place in the file system, not its content (open(2)). */
extern const int linux_o_path;
/* AT_EMPTY_PATH: the descriptor itself (chown(2)). */
extern const int linux_at_empty_path;

#endif
