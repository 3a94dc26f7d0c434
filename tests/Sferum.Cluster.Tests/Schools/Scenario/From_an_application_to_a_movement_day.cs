using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Chats;
using Sferum.District;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>
/// The scenario of a district's first year as its people live it, over HTTP and open sockets: nine schools go from an empty database to working classes. Each
/// stage is asserted by what those see whom it concerns.
/// </summary>
public sealed class From_an_application_to_a_movement_day
{
    private const int AtOnce = 24;

    /// <summary>Midnight of the twenty-fifth comes to Anadyr at noon of the day before, and to Moscow nine hours later.</summary>
    private const string Anadyr = "Asia/Anadyr";
    private static readonly DateTimeOffset FirstDay = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset MidnightInAnadyr = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset MidnightInMoscow = new(2026, 11, 24, 21, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Ordered = new(2026, 11, 23);
    private static readonly DateOnly MovementDay = new(2026, 11, 25);

    [Fact]
    public async Task Paragraph_1_1_nine_schools_come_to_working_classes_and_nothing_of_one_is_seen_in_another()
    {
        var clock = new MovedClock(FirstDay);
        await using var office = await ApplicantsOffice.Open(ASchoolBehindOneAddress, new DistrictShape { Postgres = true, Gateways = 2, Clock = clock });
        var file = DistrictFile.Read();

        var schools = await AreFounded(office, file);
        await AreFilled(office, file, schools);
        var (large, high, middle) = (schools.MaxBy(static s => s.File.Students.Count)!, schools[2], schools[4]);
        var rooms = await Rooms(office, large);
        var joiners = await Join(office, large, rooms);
        await office.District.Town.Settled();
        await AreInTheirChatsAndNowhereElse(large, rooms, joiners);
        await MoveOnTheirDay(office, clock, large, high, middle, rooms, joiners);
        await SeeNothingOfEachOther(office, rooms, middle, joiners[0]);
        foreach (var room in rooms)
        {
            await room.DisposeAsync();
        }
    }

    private static void ASchoolBehindOneAddress(WebApplicationBuilder builder) => builder.Services.PostConfigure<PeopleOptions>(static o => o.Limits.CodesPerAddressPerHour = 1_000);

    /// <summary>Application, approval, letter, and the administrator's first sign-in by the phone that the application named.</summary>
    private static async Task<List<WorkingSchool>> AreFounded(ApplicantsOffice office, DistrictFile file)
    {
        var desk = await office.SignIn(ApplicantsOffice.Phone(), await office.District.Port<IClaims>().FirstOperator("Оператор", TimeSpan.FromHours(1), default));
        Assert.Equal(["operator"], desk.Session!.Me.Roles);
        var applicant = office.District.Visitor();
        var applied = new List<(ApplicationFormDto Form, ApplicationReceiptDto Receipt)>();
        foreach (var (i, (_, name)) in file.Schools.Index())
        {
            var form = ApplicantsOffice.Form() with { Name = name, TimeZone = i == 2 ? "Europe/Moscow" : Anadyr, ContactEmail = $"office-{i}@example.org" };
            applied.Add((form, (await applicant.ApplyAsync(form, ApplicantsOffice.Pdf)).Must()));
        }

        Assert.All(applied, static a => Assert.InRange(a.Receipt.Number, 10_000_000, 99_999_999));
        Assert.Distinct(applied.Select(static a => a.Receipt.Number));
        Assert.Equal(applied.Select(static a => a.Receipt.Number), (await desk.ApplicationsAsync()).Must().Applications.Select(static a => a.Number));
        var letters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (_, receipt) in applied)
        {
            (await desk.DecideApplicationAsync(receipt.Number, new ApplicationDecisionRequest("approve", 1, null))).Must();
            var letter = await office.Letter();
            letters[letter.To] = letter.Subject;
        }

        var schools = new List<WorkingSchool>();
        foreach (var (i, (form, receipt)) in applied.Index())
        {
            Assert.Contains(receipt.Number.ToString(CultureInfo.InvariantCulture), letters[form.ContactEmail], StringComparison.Ordinal);
            Assert.Contains("одобрена", letters[form.ContactEmail], StringComparison.Ordinal);
            Assert.Equal("approved", (await applicant.ApplicationAsync(receipt)).Must().Steps[^1].Status);
            var admin = await office.SignIn(form.Admin.Phone, gateway: i % 2);
            Assert.Equal(["school_admin"], admin.Session!.Me.Roles);
            Assert.Equal((form.Name, form.Inn), ((await admin.SchoolCardAsync()).Must().Name, (await admin.SchoolCardAsync()).Must().Inn));
            var named = new Queue<string>([form.Admin.Phone, form.Director.Phone]);
            schools.Add(new WorkingSchool
            {
                Form = form,
                Admin = admin,
                IsNumbered = i % 2 == 0,
                File = file.Part(
                    file.Schools[i].Id, i % 2 == 0 ? form.Inn : null, role => role == "administrator" && named.TryDequeue(out var phone) ? phone : ApplicantsOffice.Phone()),
            });
        }

        Assert.Distinct(schools.Select(static s => s.Id));
        return schools;
    }

    /// <summary>Each administrator looks at what the own part of the district's roster would do, and does that.</summary>
    private static async Task AreFilled(ApplicantsOffice office, DistrictFile file, List<WorkingSchool> schools)
    {
        foreach (var school in schools)
        {
            var (admin, own) = (school.Admin, school.File);
            var org = school.IsNumbered ? null : own.Org;
            if (!school.IsNumbered)
            {
                var unnamed = (await admin.PreviewRosterAsync(own.Zip)).Must();
                Assert.Equal(("roster.refused.rows_bad", "roster.row.school_unnamed"), (unnamed.Refusal?.Code, Assert.Single(unnamed.Problems).Code));
            }

            var preview = (await admin.PreviewRosterAsync(own.Zip, org)).Must();
            var counts = preview.Counts.ToDictionary(static c => c.Kind);
            Assert.Equal((null, 0, school.IsNumbered ? "number" : "choice"), (preview.Refusal, preview.ProblemCount, Assert.Single(preview.Orgs).Match));
            Assert.Equal((own.Classes, own.Sections), (counts["classes"].New, counts["sections"].New));
            Assert.Equal((own.People - school.Named, school.Named), (counts["people"].New, counts["people"].Changed));
            Assert.Equal("school.no_current_year", (await admin.CreateClassAsync(new ClassRequest("1А"))).Refusal?.Code);

            (await admin.ImportRosterAsync(own.Zip, preview.Revision, org)).Must();

            var classes = (await admin.ClassesAsync()).Must().Items;
            Assert.Equal((own.Classes, own.Students.Count), (classes.Count, (int)classes.Sum(static c => c.Students)));
            Assert.Empty((await admin.PreviewRosterAsync(own.Zip)).Must().Counts);
            Assert.Equal("roster.refused.stale", (await admin.ImportRosterAsync(own.Zip, preview.Revision, org)).Refusal?.Code);
        }

        var others = (await schools[0].Admin.PreviewRosterAsync(file.Whole)).Must();
        Assert.Equal(8, others.Problems.Count(static p => p.Code == "roster.row.school_not_yours"));
        Assert.Equal("roster.refused.rows_bad", (await schools[0].Admin.ImportRosterAsync(file.Whole, others.Revision)).Refusal?.Code);
        var town = office.District.Town;
        Assert.Equal((9, 74), (await town.Count("SELECT count(*) FROM school"), await town.Count("SELECT count(*) FROM school_class")));
        Assert.Equal(1 + (9 * 2) + 1094 - schools.Sum(static s => s.Named), await town.Count("SELECT count(*) FROM person"));

        // Who is under fourteen is known from the file: those want a consent.
        var missing = (await schools[0].Admin.MissingConsentsAsync()).Must().Students;
        Assert.Equal(schools[0].File.Students.Count, missing.Count);
    }

    private static async Task<List<ClassRoom>> Rooms(ApplicantsOffice office, WorkingSchool school)
    {
        var rooms = new List<ClassRoom>();
        foreach (var (i, title) in school.File.Leaders.Keys.Order(StringComparer.Ordinal).Index())
        {
            rooms.Add(await school.Room(office, title, i % 2));
            Assert.Equal(
                school.File.Students.Where(s => s.Class == title).Select(static s => s.Name).Order(StringComparer.Ordinal),
                (await rooms[i].Members(rooms[i].Chat))["student"].Select(static m => m.Name).Order(StringComparer.Ordinal));
        }

        return rooms;
    }

    /// <summary>Two hundred people come by the links of their classes and of their children, all at once.</summary>
    private static async Task<List<Joiner>> Join(ApplicantsOffice office, WorkingSchool school, List<ClassRoom> rooms)
    {
        var joiners = new List<Joiner>();
        foreach (var room in rooms)
        {
            var link = (await school.Admin.InviteAsync(new NewInvitationDto("student", ClassId: room.Class.Id))).Must();
            var ids = (await room.Members(room.Chat))["student"].ToDictionary(static m => m.Name, static m => m.Id);
            foreach (var (i, student) in school.File.Students.Where(s => s.Class == room.Class.Title).Take(12).Index())
            {
                joiners.Add(new Joiner(room, link.Secret, student.Family, student.Given, null));
                if (i < 6)
                {
                    var toChild = (await room.Teacher.InviteGuardianAsync(new NewGuardianLinkDto(room.Guardians, ids[student.Name]))).Must();
                    joiners.Add(new Joiner(room, toChild.Secret, student.Family, "Мария", student.Name));
                }
            }
        }

        Assert.InRange(joiners.Count, 200, 250);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce };
        await Parallel.ForEachAsync(joiners.Index(), options, async (j, cancel) =>
        {
            j.Item.Client = await office.SignIn(ApplicantsOffice.Phone(), gateway: j.Index % 2);
            j.Item.Request = (await j.Item.Client.UseInvitationAsync(new UseInvitationDto(j.Item.Secret, j.Item.Family, j.Item.Given), cancel)).Must();
            Assert.Equal("pending", j.Item.Request.Status);
        });

        var queue = (await school.Admin.JoinQueueAsync(kind: "student")).Must().Requests;
        Assert.All(queue, static r => Assert.Equal($"{r.FamilyName} {r.GivenName}", Assert.Single(r.Kept).Name));
        var students = joiners.Where(static j => j.Child is null).Select(static j => j.Request.Id).ToList();
        await Task.WhenAll(rooms.Select(Confirm).Append(Accept(school.Admin, students)));
        await Parallel.ForEachAsync(joiners, options, async (j, cancel) =>
            Assert.Equal([j.Child is null ? "student" : "guardian"], (await j.Client.RefreshAsync(school.Id, cancel)).Must().Me.Roles));
        return joiners;
    }

    private static async Task Accept(SferumClient admin, List<Guid> requests)
    {
        var results = (await admin.DecideJoinRequestsAsync(new DecideJoinRequestsDto(requests, Accept: true))).Must().Results;
        Assert.All(results, static r => Assert.Equal("accepted", r.Request?.Status));
    }

    private static async Task Confirm(ClassRoom room)
    {
        foreach (var request in (await room.Teacher.GuardianRequestsAsync()).Must().Requests)
        {
            Assert.Equal(room.Class.Id, request.ClassId);
            (await room.Teacher.DecideGuardianAsync(request.Id, new DecideGuardianDto(true))).Must();
        }
    }

    /// <summary>In each class are those of the file and its teacher, nobody twice; with its guardians those of its children.</summary>
    private static async Task AreInTheirChatsAndNowhereElse(WorkingSchool school, List<ClassRoom> rooms, List<Joiner> joiners)
    {
        foreach (var room in rooms)
        {
            var members = await room.Members(room.Chat);
            Assert.Equal(
                school.File.Students.Where(s => s.Class == room.Class.Title).Select(static s => s.Name).Order(StringComparer.Ordinal),
                members["student"].Select(static m => m.Name).Order(StringComparer.Ordinal));
            Assert.Equal(room.Teacher.Session!.Me.PersonId, Assert.Single(members["class_teacher"]).Id);
            var come = joiners.Where(j => j.Room == room).ToList();
            Assert.All(come.Where(static j => j.Child is null), j => Assert.Contains(members["student"], m => m.Id == j.Client.Session!.Me.PersonId));
            Assert.Equal(
                come.Where(static j => j.Child is not null).Select(static j => j.Client.Session!.Me.PersonId).Order(),
                (await room.Members(room.Guardians))["guardian"].Select(static m => m.Id).Order());
        }

        // They talk; the classroom next door hears nothing.
        var (here, there) = (rooms[0], rooms[1]);
        await using var student = await Witness.Join(joiners.First(j => j.Room == here && j.Child is null).Client);
        await using var guardian = await Witness.Join(joiners.First(j => j.Room == here && j.Child is not null).Client);
        var said = (await student.Line.PostAsync(here.Chat, "Мы на месте")).Must().Number;
        await here.Socket.Until(s => s.Numbers(here.Chat).Contains(said));
        (await guardian.Line.PostAsync(here.Guardians, "Здравствуйте")).Must();
        Assert.Equal("request.not_found", (await student.Line.PostAsync(there.Chat, "А вы?")).Refusal?.Code);
        Assert.Equal("request.not_found", (await guardian.Line.PostAsync(here.Chat, "Дети?")).Refusal?.Code);
        Assert.Equal([here.Guardians], guardian.Chats.Select(static c => c.Id));
    }

    /// <summary>Orders of the same day: each takes effect at midnight of its own school, and chats and guardians follow.</summary>
    private static async Task MoveOnTheirDay(
        ApplicantsOffice office, MovedClock clock, WorkingSchool large, WorkingSchool high, WorkingSchool middle, List<ClassRoom> rooms, List<Joiner> joiners)
    {
        var (from, to) = (rooms[0], rooms[1]);
        var students = joiners.Where(j => j.Room == from && j.Child is null).ToList();
        var (stays, leaves) = (students[0], students[1]);
        var parent = joiners.Single(j => j.Room == from && j.Child == leaves.Name);
        await using var inHigh = await high.Room(office, high.File.Leaders.Keys.Order(StringComparer.Ordinal).First());
        await using var inMiddle = await middle.Room(office, middle.File.Leaders.Keys.Order(StringComparer.Ordinal).First());
        var next = high.File.Leaders.Keys.Order(StringComparer.Ordinal).Last();
        var later = (await inHigh.Members(inHigh.Chat))["student"].First().Id;
        var target = (await high.Admin.ClassesAsync()).Must().Items.Single(c => c.Title == next).Id;

        var planned = new List<(WorkingSchool School, MovementDto Movement)>
        {
            (large, (await large.Admin.OrderMovementAsync(Order("class_transfer", Id(stays)) with { ClassId = to.Class.Id })).Must().Movement),
            (high, (await high.Admin.OrderMovementAsync(Order("class_transfer", later) with { ClassId = target })).Must().Movement),
        };
        var release = (await large.Admin.OrderMovementAsync(Order("release", Id(leaves)))).Must();
        planned.Add((middle, (await middle.Admin.TakeInAsync(new TakeInRequest(release.Code!, inMiddle.Class.Id, "31-у", Ordered, MovementDay))).Must().Movement));
        Assert.All(planned, static p => Assert.Equal("planned", p.Movement.Status));
        await using var moved = await Witness.Join(stays.Client);
        await using var gone = await Witness.Join(leaves.Client);

        clock.MoveTo(MidnightInAnadyr.AddSeconds(1));
        await moved.Until(w => w.Changes.Any(c => c.Added.Any(a => a.Id == to.Chat)) && w.Changes.Any(c => c.Removed.Contains(from.Chat)));
        await gone.Until(w => w.Changes.Any(c => c.Removed.Contains(from.Chat)));
        await inMiddle.Socket.Until(w => w.Events(inMiddle.Chat).Any(static e => e.Kind == ChatEventKinds.Members));
        Assert.Equal(["applied", "planned", "applied"], await Statuses(planned));
        await office.District.Town.Settled();
        Assert.Equal(["student"], (await leaves.Client.RefreshAsync(middle.Id)).Must().Me.Roles);
        Assert.Equal(["guardian"], (await parent.Client.RefreshAsync(middle.Id)).Must().Me.Roles);
        Assert.Contains((await inMiddle.Members(inMiddle.Guardians))["guardian"], m => m.Id == Id(parent));
        Assert.DoesNotContain((await from.Members(from.Guardians))["guardian"], m => m.Id == Id(parent));
        (await stays.Client.HistoryAsync(to.Chat)).Must();
        Assert.Equal("request.not_found", (await leaves.Client.HistoryAsync(from.Chat)).Refusal?.Code);

        clock.MoveTo(MidnightInMoscow.AddSeconds(1));
        await inHigh.Socket.Until(w => w.Events(inHigh.Chat).Any(static e => e.Kind == ChatEventKinds.Members));
        Assert.Equal(["applied", "applied", "applied"], await Statuses(planned));
        await office.District.Town.Settled();
        Assert.DoesNotContain((await inHigh.Members(inHigh.Chat))["student"], m => m.Id == later);
    }

    private static async Task<List<string>> Statuses(List<(WorkingSchool School, MovementDto Movement)> planned)
    {
        var statuses = new List<string>();
        foreach (var (school, movement) in planned)
        {
            statuses.Add((await school.Admin.MovementsAsync(movement.PersonId)).Must().Items.Single(m => m.Id == movement.Id).Status);
        }

        return statuses;
    }

    /// <summary>Another school finds nothing of what happened here, whatever it asks for.</summary>
    private static async Task SeeNothingOfEachOther(ApplicantsOffice office, List<ClassRoom> rooms, WorkingSchool other, Joiner student)
    {
        await using var room = await other.Room(office, other.File.Leaders.Keys.Order(StringComparer.Ordinal).Last());
        foreach (var client in new[] { other.Admin, room.Teacher })
        {
            foreach (var chat in rooms.SelectMany(static r => new[] { r.Chat, r.Guardians }))
            {
                Assert.Equal("request.not_found", (await client.HistoryAsync(chat)).Refusal?.Code);
                Assert.Equal("request.not_found", (await client.MembersAsync(chat)).Refusal?.Code);
            }
        }

        Assert.Empty((await other.Admin.JoinQueueAsync()).Must().Requests);
        Assert.Empty((await other.Admin.InvitationsAsync()).Must().Invitations);
        Assert.Empty((await other.Admin.MovementsAsync(Id(student))).Must().Items);
        Assert.Equal("request.not_found", (await other.Admin.PersonHistoryAsync(Id(student))).Refusal?.Code);
        Assert.Equal(other.File.Classes, (await other.Admin.ClassesAsync()).Must().Items.Count);
        foreach (var chat in room.Socket.Chats)
        {
            Assert.Equal(other.Id, await office.District.Town.One<Guid>("SELECT school_id FROM chat WHERE id = @Id", new { chat.Id }));
        }
    }

    private static Guid Id(Joiner joiner) => joiner.Client.Session!.Me.PersonId;

    private static MovementRequest Order(string kind, Guid person) => new(kind, person, "12-у", Ordered, MovementDay);
}
