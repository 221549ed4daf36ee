#define _GNU_SOURCE
#include "CLinux.h"

#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/sysmacros.h>
#include <unistd.h>

int linux_prctl(int option, unsigned long argument) { return prctl(option, argument, 0UL, 0UL, 0UL); }

ssize_t linux_copy_file_range(int input, int output, size_t length) {
    return copy_file_range(input, NULL, output, NULL, length, 0);
}

int linux_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int linux_set_pipe_size(int descriptor, int bytes) { return fcntl(descriptor, F_SETPIPE_SZ, bytes); }

int linux_set_description_lock(int descriptor, const struct flock *lock) {
    return fcntl(descriptor, F_OFD_SETLK, lock);
}

int linux_get_description_lock(int descriptor, struct flock *lock) { return fcntl(descriptor, F_OFD_GETLK, lock); }

int linux_attach_filter(int descriptor, const struct sock_filter *program, unsigned short length) {
    struct sock_fprog filter = {.len = length, .filter = (struct sock_filter *)program};
    return setsockopt(descriptor, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter);
}

pid_t linux_child_pid(const siginfo_t *information) { return information->si_pid; }

int linux_child_status(const siginfo_t *information) { return information->si_status; }

bool linux_is_from_kernel(const siginfo_t *information) { return information->si_code == SI_KERNEL; }

bool linux_is_null_device(dev_t device) { return device == makedev(1, 3); }

const int linux_o_path = O_PATH;
const int linux_at_empty_path = AT_EMPTY_PATH;
