# A Slurm of one machine, of this test alone: munged, slurmctld and slurmd on the loopback interface, without accounting,
# with all their files in a folder. To be sourced, as root.
# shellcheck shell=sh

# slurm_start FOLDER PROCESSORS: exports SLURM_CONF.
slurm_start()
{
    slurm=$1
    mkdir -p "$slurm/state" "$slurm/spool"
    dd if=/dev/urandom of="$slurm/key" bs=1024 count=1 2>/dev/null
    chmod 400 "$slurm/key"
    munged --force --key-file="$slurm/key" --socket="$slurm/munge" --pid-file="$slurm/munged.pid" \
        --log-file="$slurm/munged.log" --seed-file="$slurm/seed"
    cat >"$slurm/slurm.conf" <<CONF
ClusterName=test
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$slurm/munge
CredType=cred/munge
SlurmctldPort=$((20000 + $$ % 20000))
SlurmdPort=$((20001 + $$ % 20000))
StateSaveLocation=$slurm/state
SlurmdSpoolDir=$slurm/spool
SlurmctldPidFile=$slurm/slurmctld.pid
SlurmdPidFile=$slurm/slurmd.pid
SlurmctldLogFile=$slurm/slurmctld.log
SlurmdLogFile=$slurm/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
ReturnToService=2
MailProg=/bin/true
SchedulerParameters=sched_min_interval=0,batch_sched_delay=0,sched_interval=1
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
NodeName=$(hostname -s) NodeAddr=127.0.0.1 CPUs=$2 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
    export SLURM_CONF="$slurm/slurm.conf"
    slurmctld -f "$SLURM_CONF"
    slurmd -f "$SLURM_CONF"
    for _ in $(seq 100); do
        [ "$(sinfo -h -o %T 2>/dev/null)" != idle ] || return 0
        sleep 0.2
    done
    tail -n 20 "$slurm/slurmctld.log" "$slurm/slurmd.log"
    return 1
}

# Every daemon, by its own id.
slurm_stop()
{
    scontrol shutdown 2>/dev/null || true
    for name in slurmd slurmctld munged; do
        id=$(cat "$slurm/$name.pid" 2>/dev/null || true)
        [ -z "$id" ] || kill "$id" 2>/dev/null || true
        for _ in $(seq 50); do
            [ -n "$id" ] && kill -0 "$id" 2>/dev/null || break
            sleep 0.1
        done
    done
}

# slurm_wait JOB: until nothing of it is left.
slurm_wait()
{
    for _ in $(seq 2000); do
        [ -n "$(squeue -h -j "$1" 2>/dev/null)" ] || return 0
        sleep 0.3
    done
    echo "job $1 does not end"
    return 1
}
