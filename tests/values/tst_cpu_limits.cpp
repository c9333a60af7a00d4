// How many CPUs a process may use: OMP_NUM_THREADS, the scheduler's affinity and the quota of control groups.

#include <QtTest>

#include <map>

#include <sched.h>

#include "core/values/cpu_limits.h"
#include "tests/test_list.h"

using namespace nescio;

class TestCpuLimits : public QObject {
    Q_OBJECT

    using Files = std::map<std::string, std::string>;

    static std::optional<double> quota(const std::string& cgroups, const Files& files) {
        return cgroupQuota(cgroups, "/cg",
                           [&](const std::filesystem::path& path) -> std::optional<std::string> {
                               const auto found = files.find(path.lexically_normal().string());
                               if (found == files.end()) return std::nullopt;
                               return found->second;
                           });
    }

  private Q_SLOTS:
    void theSmallestLimitCountsAndAPartOfACpuIsOne() {
        QCOMPARE(threadsWithin({}, 16), 16);
        QCOMPARE(threadsWithin({.asked = 4}, 16), 4);
        QCOMPARE(threadsWithin({.asked = 32}, 16), 16);
        QCOMPARE(threadsWithin({.asked = 8, .affinity = 6, .quota = 2.5}, 16), 3);
        QCOMPARE(threadsWithin({.affinity = 2, .quota = 2.5}, 16), 2);
        QCOMPARE(threadsWithin({.quota = 0.2}, 16), 1);
        QCOMPARE(threadsWithin({}, 0), 1);  // a machine that does not say
        QCOMPARE(threadsWithin({}, 100'000), kMostThreads);
    }

    void openMpsVariableIsReadAsOpenMpDoes() {
        QCOMPARE(askedThreads("3"), std::optional(3));
        QCOMPARE(askedThreads("4,2"), std::optional(4));
        QCOMPARE(askedThreads("99999999"), std::optional(kMostThreads));
        for (const char* wrong : {"", "0", "-2", "many", "2.5"}) QCOMPARE(askedThreads(wrong), std::nullopt);
        QCOMPARE(askedThreads(nullptr), std::nullopt);
    }

    void groupsOfVersionTwoLimitByTheirAncestorsToo() {
        const std::string self = "0::/batch/job\n";
        QCOMPARE(quota(self, {{"/cg/batch/job/cpu.max", "150000 100000\n"}}), std::optional(1.5));
        QCOMPARE(quota(self, {{"/cg/batch/job/cpu.max", "max 100000\n"}}), std::nullopt);
        QCOMPARE(quota(self, {{"/cg/batch/job/cpu.max", "800000 100000\n"},
                              {"/cg/batch/cpu.max", "400000 100000\n"}}),
                 std::optional(4.0));
        QCOMPARE(quota("0::/\n", {{"/cg/cpu.max", "50000 100000\n"}}), std::optional(0.5));
    }

    void groupsOfVersionOneAreFoundInAndOutsideContainers() {
        const std::string self = "5:devices:/\n4:cpu,cpuacct:/docker/abc\n3:cpuset:/\n0::/\n";
        QCOMPARE(quota(self, {{"/cg/cpu,cpuacct/docker/abc/cpu.cfs_quota_us", "250000\n"},
                              {"/cg/cpu,cpuacct/docker/abc/cpu.cfs_period_us", "100000\n"}}),
                 std::optional(2.5));
        QCOMPARE(
            quota(self, {{"/cg/cpu/cpu.cfs_quota_us", "100000\n"}, {"/cg/cpu/cpu.cfs_period_us", "50000\n"}}),
            std::optional(2.0));
        QCOMPARE(
            quota(self, {{"/cg/cpu/cpu.cfs_quota_us", "-1\n"}, {"/cg/cpu/cpu.cfs_period_us", "100000\n"}}),
            std::nullopt);
    }

    void oddFilesLimitNothing() {
        for (const char* odd : {"", "max", "100000", "a b", "0 0", "1 -1"})
            QCOMPARE(quota("0::/x\n", {{"/cg/x/cpu.max", odd}}), std::nullopt);
        QCOMPARE(quota("", {}), std::nullopt);
        QCOMPARE(quota("nonsense\n1:cpu\n", {}), std::nullopt);
    }

    void theSchedulersAffinityIsTheProcesss() {
        cpu_set_t all;
        CPU_ZERO(&all);
        QCOMPARE(sched_getaffinity(0, sizeof all, &all), 0);
        cpu_set_t one;
        CPU_ZERO(&one);
        for (int cpu = 0; cpu < CPU_SETSIZE && CPU_COUNT(&one) == 0; ++cpu)
            if (CPU_ISSET(cpu, &all)) CPU_SET(cpu, &one);
        QCOMPARE(sched_setaffinity(0, sizeof one, &one), 0);
        const auto limited = cpuLimits().affinity;
        QCOMPARE(sched_setaffinity(0, sizeof all, &all), 0);
        QCOMPARE(limited, std::optional(1));
        QCOMPARE(cpuLimits().affinity, std::optional(CPU_COUNT(&all)));
    }
};

NESCIO_TEST(tst_cpu_limits, TestCpuLimits)
#include "tst_cpu_limits.moc"
