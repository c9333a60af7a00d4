// Systems that refuse, for tests: a full disk, a file system without locks, a folder that takes no new files.
// Each holds for the process that asks for it and its children, root or not.
#pragma once

#include <cerrno>
#include <csignal>
#include <cstddef>

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace nescio::tests {

/// No file grows beyond so many bytes until the object goes: writing more fails as on a full disk, but for
/// the word.
class FullDisk {
  public:
    explicit FullDisk(rlim_t bytes) {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_usual);
        const rlimit tight{bytes, m_usual.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &tight);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_usual); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

  private:
    rlimit m_usual{};
};

inline bool filterCalls(sock_filter* filter, unsigned short length) {
    const sock_fprog program{length, filter};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

/// From now on no file and no folder can be locked, as on some network file systems. False where a process
/// cannot be kept from it.
inline bool refuseLocks() {
    sock_filter filter[] = {BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
                            BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_flock, 0, 1),
                            BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOLCK),
                            BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
    return filterCalls(filter, 4);
}

/// From now on no file can be made, as on a disk that is mounted read-only. False as above.
inline bool refuseNewFiles() {
    sock_filter filter[] = {BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
                            BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat, 0, 3),
                            BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args[2])),
                            BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, O_CREAT, 0, 1),
                            BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EROFS),
                            BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
    return filterCalls(filter, 6);
}

/// Said by a child that could not be kept from anything.
inline constexpr int kCannotRefuse = 77;

/// Runs `work`, which gives an exit code, in a process of its own; 1 stands for an exception.
template <class Work>
int inChild(Work work) {
    const auto child = ::fork();
    if (child == 0) {
        try {
            ::_exit(work());
        } catch (...) {
            ::_exit(1);
        }
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace nescio::tests
