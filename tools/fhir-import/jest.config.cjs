module.exports = { ...require('../../jest.preset.cjs'), displayName: 'tools-fhir-import', rootDir: __dirname };
