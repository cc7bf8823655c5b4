namespace PlanDecomp.Storage;

/// <summary>Which files are open, within the handles a process may hold.</summary>
/// <remarks>
/// A file in use counts with all the handles it may come to need, an idle one with those it has. Room is made by closing idle readers first, then
/// whole idle files. Which ones is left to chance: jobs and sweeps go through the files in turn, so the one unused the longest is the next one wanted.
/// </remarks>
/// <param name="maxHandles">Of the operating system, for all files together.</param>
/// <param name="open">Makes a file, which opens nothing yet.</param>
internal sealed class FilePool(int maxHandles, Func<string, SqliteFile> open) : IDisposable
{
    // Invariant: a file in use, and one that is being closed to make room, each take one of these places, and so many files at once stay
    // within the handles. So whoever has a place and finds no room finds something idle to close.
    private readonly SemaphoreSlim _places = new(maxHandles / SqliteFile.MaxHandles);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, OpenFile> _open = [];
    private int _handles;

    /// <summary>How often a file was opened; many times more than there are files in use, and there are too few handles.</summary>
    public int Opened { get; private set; }

    /// <summary>Called before a file is closed to make room, where the disk may keep the caller waiting.</summary>
    public Action<string>? Closing { get; set; }

    public async Task<OpenFile> RentAsync(string path, CancellationToken ct)
    {
        lock (_gate)
        {
            if (_open.TryGetValue(path, out var file) && file.Users > 0)
            {
                file.Users++;
                return file;
            }
        }

        await _places.WaitAsync(ct);
        while (true)
        {
            OpenFile victim;
            lock (_gate)
            {
                if (TryRent(path, out var isShared) is { } rented)
                {
                    if (isShared) _places.Release();
                    return rented;
                }

                victim = TakeVictim(except: path);
            }

            // Outside of the lock: closing a file writes its log back to the disk, and no one else must wait for that.
            MakeRoom(victim);
        }
    }

    public void Return(OpenFile file)
    {
        // Invariant: decided under the lock. One that is forgotten right after it is idle, and is closed by who has forgotten it.
        bool isForgotten;
        lock (_gate)
        {
            if (--file.Users > 0) return;
            isForgotten = file.IsForgotten;
            if (!isForgotten) CountAsIdle(file);
        }

        if (isForgotten) Close(file);
        _places.Release();
    }

    /// <summary>The next one to rent the path gets a file of its own: what the caller uses has no name any more.</summary>
    public void Forget(OpenFile inUse)
    {
        lock (_gate)
        {
            if (!inUse.IsForgotten) _open.Remove(inUse.File.Path);
            inUse.IsForgotten = true;
        }
    }

    /// <summary>Closes the file now, or when its last user is done.</summary>
    public async Task CloseAsync(string path, CancellationToken ct)
    {
        await _places.WaitAsync(ct);
        try
        {
            OpenFile? idle = null;
            lock (_gate)
            {
                if (_open.Remove(path, out var file))
                {
                    file.IsForgotten = true;
                    if (file.Users == 0) idle = file;
                }
            }

            if (idle is not null) Close(idle);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var file in _open.Values) file.File.Dispose();
            _open.Clear();
        }

        _places.Dispose();
    }

    /// <summary>Null when there is no room.</summary>
    private OpenFile? TryRent(string path, out bool isShared)
    {
        _open.TryGetValue(path, out var file);
        isShared = file is { Users: > 0 };
        if (!isShared)
        {
            var needed = SqliteFile.MaxHandles - (file?.Handles ?? 0);
            if (_handles + needed > maxHandles) return null;
            if (file is null)
            {
                _open.Add(path, file = new OpenFile(open(path)));
                Opened++;
            }

            file.Handles += needed;
            _handles += needed;
        }

        file!.Users++;
        return file;
    }

    private OpenFile TakeVictim(string except)
    {
        var idle = _open.Values.Where(file => file.Users == 0 && !file.IsBeingTrimmed && file.File.Path != except).ToList();
        var withReaders = idle.Where(file => file.File.CanTrim).ToList();
        if (withReaders.Count > 0) idle = withReaders;
        if (idle.Count == 0) throw new InvalidOperationException("Every open file is in use.");
        var victim = idle[Random.Shared.Next(idle.Count)];
        if (withReaders.Count > 0) victim.IsBeingTrimmed = true;
        else _open.Remove(victim.File.Path);
        return victim;
    }

    private void MakeRoom(OpenFile victim)
    {
        if (!victim.IsBeingTrimmed)
        {
            Closing?.Invoke(victim.File.Path);
            Close(victim);
            return;
        }

        // It may be rented meanwhile: then it counts in full again, and its new user has the readers opened anew.
        victim.File.Trim();
        lock (_gate)
        {
            victim.IsBeingTrimmed = false;
            if (victim is { Users: 0, IsForgotten: false }) CountAsIdle(victim);
        }
    }

    private void CountAsIdle(OpenFile file)
    {
        var idle = file.File.Handles;
        _handles -= file.Handles - idle;
        file.Handles = idle;
    }

    /// <summary>What is being closed counts until it is.</summary>
    private void Close(OpenFile file)
    {
        file.File.Dispose();
        lock (_gate) _handles -= file.Handles;
    }
}

/// <summary>A file that is open. Changed under the pool's lock only.</summary>
internal sealed class OpenFile(SqliteFile file)
{
    public SqliteFile File { get; } = file;

    public int Users { get; set; }

    /// <summary>What it counts with.</summary>
    public int Handles { get; set; }

    public bool IsBeingTrimmed { get; set; }

    /// <summary>Its path leads to it no more; it is closed when its last user is done.</summary>
    public bool IsForgotten { get; set; }
}
