using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace Sferum.Schools;

/// <summary>The rows of one CSV file: comma or semicolon, quotes, any line ending, with or without a byte order mark.</summary>
internal sealed class RosterCsv : IRosterRow, IDisposable
{
    private const int MaxRecord = 64 * 1024;

    private readonly RosterFile _file;
    private readonly CsvReader _reader;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private bool _inHeader = true;

    public RosterCsv(RosterFile file, Stream stream, Encoding? encoding, RosterProblems problems)
    {
        _file = file;
        _reader = CsvReader.Create(
            stream,
            new CsvReaderOptions
            {
                Encoding = encoding,
                TrackLineNumbers = true,
                PoolStrings = true,
                MaxRecordSize = MaxRecord,
                IncludeValuesInExceptions = false,
                AllowLineBreaksInQuotes = false, // one unclosed quote must not swallow the rest of the file
                MalformedData = CsvMalformedDataHandling.Skip,
                FieldCountMismatch = CsvFieldCountHandling.Skip,
                OnMalformedRecord = bad => Note(bad, problems),
            },
            leaveOpen: false);
        ReadHeader();
    }

    public long Line => _reader.LineNumber;

    public string this[string column] => _columns.TryGetValue(column, out var i) ? _reader.GetString(i) : "";

    public bool Read()
    {
        if (!Guarded(_reader.Read))
        {
            return false;
        }

        if (!Utf8.IsValid(_reader.RawRecord))
        {
            throw new UnusableRosterException(RosterWhy.NotUtf8, _file.FileName, ("line", Line.ToString(CultureInfo.InvariantCulture)));
        }

        return true;
    }

    public void Dispose() => _reader.Dispose();

    private void ReadHeader()
    {
        Guarded(() =>
        {
            _reader.ReadHeader();
            return true;
        });
        _inHeader = false;
        for (var i = 0; i < _reader.Headers.Count; i++)
        {
            _columns.TryAdd(_reader.Headers[i].Trim(), i);
        }

        if (_columns.Keys.Any(static c => c.Contains('\uFFFD', StringComparison.Ordinal)))
        {
            throw new UnusableRosterException(RosterWhy.NotUtf8, _file.FileName, ("line", "1"));
        }

        if (_file.Columns.FirstOrDefault(c => !_columns.ContainsKey(c)) is { } missing)
        {
            throw new UnusableRosterException(RosterWhy.ColumnMissing, _file.FileName, ("column", missing));
        }
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException)
        {
            // Whatever else may be wrong with a record is skipped and noted: this one did not end.
            throw new UnusableRosterException(
                RosterWhy.RecordTooLong, _file.FileName, ("limit", (MaxRecord >> 10).ToString(CultureInfo.InvariantCulture)));
        }
    }

    private void Note(CsvMalformedRecord bad, RosterProblems problems)
    {
        if (_inHeader)
        {
            throw new UnusableRosterException(RosterWhy.HeaderMalformed, _file.FileName);
        }

        problems.Add(new RosterProblem(
            _file.FileName, bad.LineNumber, null, bad.Reason == CsvMalformedReason.FieldCountMismatch ? RosterWhy.FieldCount : RosterWhy.Quotes));
    }
}
